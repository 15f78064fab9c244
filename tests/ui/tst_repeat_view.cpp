// Repeating the form's lookup, and copying it as code.

#include "tests/ui/lookup_fixture.h"
#include "ui/lookup/latency_histogram.h"
#include "ui/lookup/repeat_card.h"
#include "ui/lookup/repeat_form.h"
#include "ui/lookup/repeat_text.h"
#include "ui/widgets/banner.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace keywright;
using namespace keywright::test;

class tst_RepeatView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void repeatsAndMeasures();
    void startsWithTheKeyboardAlone();
    void refusesMoreThanACheck();
    void remembersHowOften();
    void cancels();
    void tellsErrorsByTheirSort();
    void stopsWhereEveryAnswerWouldBeARefusal();
    void asksForTheKeysFirst();
    void tellsOfARunByTime();
    void copiesTheLookupAsCode();
    void offersCodeOnlyForAValidLookup();

private:
    template <class T> T *named(const char *name) const
    {
        for (T *widget : m_page->findChildren<T *>()) {
            if (widget->accessibleName() == QLatin1StringView(name))
                return widget;
        }
        return nullptr;
    }
    bool sees(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    void press(const char *name) const
    {
        QTest::mouseClick(named<QPushButton>(name), Qt::LeftButton);
    }
    void fillForm();
    void openForm(int times, int atATime);

    std::unique_ptr<LookupWorld> m_world;
    std::unique_ptr<LookupPage> m_page;
};

void tst_RepeatView::init()
{
    m_world = std::make_unique<LookupWorld>();
    m_page = m_world->makePage();
    m_page->resize(1072, 724);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_world->inventory.add(m_world->session);
}

void tst_RepeatView::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_RepeatView::fillForm()
{
    QTRY_COMPARE(named<QComboBox>("Workspace")->currentText(), QStringLiteral("prod"));
    named<QComboBox>("Feature service")->setEditText(QStringLiteral("fraud"));
    QTRY_VERIFY(named<QLineEdit>("merchant"));
    named<QLineEdit>("user_id")->setText(QStringLiteral("user_1"));
    named<QLineEdit>("merchant")->setText(QStringLiteral("42"));
}

void tst_RepeatView::openForm(int times, int atATime)
{
    fillForm();
    press("Repeat");
    named<QSpinBox>("Times")->setValue(times);
    named<QSpinBox>("At a time")->setValue(atATime);
}

void tst_RepeatView::repeatsAndMeasures()
{
    openForm(20, 4);
    QVERIFY(sees(QStringLiteral("A check of the service, not a load test")));
    press("Start repeating");
    QTRY_VERIFY(sees(QStringLiteral("Repeat: 20 runs, 4 at a time")));
    QTRY_VERIFY(sees(QStringLiteral("p50 38 ms · p95 38 ms · p99 38 ms · max 38 ms · 0 errors")));
    QCOMPARE(m_world->reader->requests.size(), 20);
    QCOMPARE(
        named<LatencyHistogram>("Latency histogram")->accessibleDescription(),
        QStringLiteral("30 ms to 50 ms: 20 of 20"));
    QVERIFY(m_world->tasks.tasks().empty());
    QTest::mouseClick(named<QToolButton>("Close repeating"), Qt::LeftButton);
    QVERIFY(!m_page->findChild<RepeatCard *>()->isVisible());
}

void tst_RepeatView::startsWithTheKeyboardAlone()
{
    fillForm();
    named<QPushButton>("Repeat")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget(), named<QSpinBox>("Times"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("3"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(sees(QStringLiteral("Repeat: 3 runs, 4 at a time")));
    QTRY_VERIFY(sees(QStringLiteral("0 errors")));
    QTRY_COMPARE(QApplication::focusWidget(), named<QToolButton>("Close repeating"));
}

void tst_RepeatView::refusesMoreThanACheck()
{
    openForm(RepeatPlan::mostTimes + 1, 4);
    press("Start repeating");
    QVERIFY(sees(QStringLiteral("A lookup can be repeated 1 to 100000 times.")));
    QCOMPARE(QApplication::focusWidget(), named<QSpinBox>("Times"));
    named<QSpinBox>("Times")->setValue(5);
    QVERIFY(!sees(QStringLiteral("A lookup can be repeated 1 to 100000 times.")));
    named<QSpinBox>("At a time")->setValue(mostConcurrentLookups + 1);
    press("Start repeating");
    QVERIFY(sees(QStringLiteral("1 to 32 calls can be under way at once.")));
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_RepeatView::remembersHowOften()
{
    openForm(7, 2);
    press("Start repeating");
    QTRY_VERIFY(sees(QStringLiteral("0 errors")));
    const RepeatForm again(m_world->settings);
    QCOMPARE(again.plan().times, 7);
    QCOMPARE(again.plan().concurrency, 2);
    QVERIFY(!again.plan().period);
}

void tst_RepeatView::cancels()
{
    openForm(20, 4);
    m_world->reader->held = true;
    press("Start repeating");
    QTRY_COMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    press("Cancel repeating");
    QTRY_VERIFY(sees(QStringLiteral("Repeat: 0 of 20 runs, 4 at a time")));
    QVERIFY(sees(QStringLiteral("no answer · 0 errors")));
    QVERIFY(!named<LatencyHistogram>("Latency histogram")->isVisible());
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_RepeatView::tellsErrorsByTheirSort()
{
    Error busy = makeError(ErrorKind::Limit, QStringLiteral("Too much to do."));
    busy.httpStatus = 429;
    m_world->reader->refusals = {
        busy, busy, makeError(ErrorKind::Network, QStringLiteral("The line was cut."))};
    openForm(10, 1);
    press("Start repeating");
    QTRY_VERIFY(sees(QStringLiteral("3 errors")));
    QVERIFY(sees(QStringLiteral("2 × Too much to do. (429)")));
    QVERIFY(sees(QStringLiteral("1 × The line was cut.")));
}

void tst_RepeatView::stopsWhereEveryAnswerWouldBeARefusal()
{
    Error refused = makeError(
        ErrorKind::NotPermitted, QStringLiteral("The account lacks a role."),
        QStringLiteral("Assign Consumer on prod."));
    refused.httpStatus = 403;
    m_world->reader->refusals = {refused};
    openForm(10, 4);
    press("Start repeating");
    QTRY_VERIFY(sees(QStringLiteral("Repeat: 1 of 10 runs")));
    QCOMPARE(m_page->findChild<Banner *>()->text(), QStringLiteral("The account lacks a role."));
    QCOMPARE(m_world->reader->requests.size(), 1);
}

void tst_RepeatView::asksForTheKeysFirst()
{
    openForm(10, 4);
    named<QLineEdit>("merchant")->clear();
    press("Start repeating");
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>("merchant"));
    QVERIFY(named<QSpinBox>("Times")->isVisible());
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_RepeatView::tellsOfARunByTime()
{
    RepeatPlan plan;
    plan.period = std::chrono::seconds(10);
    plan.concurrency = 4;
    QCOMPARE(repeatTitle(plan), QStringLiteral("Repeat: 10 s, 4 at a time"));
    RepeatProgress progress{57, 1, std::chrono::milliseconds(2500)};
    QCOMPARE(repeatProgressText(plan, progress), QStringLiteral("57 runs · 2 of 10 s · 1 error"));
    QCOMPARE(repeatShare(plan, progress), 0.25);
    RepeatReport report;
    report.progress.done = 1523;
    QCOMPARE(repeatTitle(plan, report), QStringLiteral("Repeat: 1523 runs in 10 s, 4 at a time"));
}

void tst_RepeatView::copiesTheLookupAsCode()
{
    m_world->reader->code = {
        {SnippetKind::Curl, QStringLiteral("curl"), QStringLiteral("curl $KEY\n"), {}},
        {SnippetKind::JavaClient, QStringLiteral("Java"), {}, QStringLiteral("Not for tokens.")}};
    fillForm();
    auto *button = named<QPushButton>("Copy as");
    QTRY_VERIFY(button->isEnabled());
    Q_EMIT button->menu()->aboutToShow();
    const QList<QAction *> actions = button->menu()->actions();
    QCOMPARE(actions.size(), 2);
    QCOMPARE(actions.at(1)->text(), QStringLiteral("Java – Not for tokens."));
    QVERIFY(!actions.at(1)->isEnabled());
    actions.at(0)->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("curl $KEY\n"));
    QCOMPARE(m_page->findChild<Banner *>()->text(), QStringLiteral("Copied as curl."));
    QCOMPARE(m_world->reader->asked, SnippetCredential::ApiKey);
}

void tst_RepeatView::offersCodeOnlyForAValidLookup()
{
    const auto *button = named<QPushButton>("Copy as");
    QVERIFY(button->isVisible());
    QVERIFY(!button->isEnabled());
    fillForm();
    QTRY_VERIFY(button->isEnabled());
    named<QLineEdit>("merchant")->setText(QStringLiteral("12a"));
    QVERIFY(!button->isEnabled());
    QVERIFY(!named<QLineEdit>("merchant")->property("invalid").toBool());
    named<QLineEdit>("merchant")->setText(QStringLiteral("12"));
    QVERIFY(button->isEnabled());
}

QTEST_MAIN(tst_RepeatView)
#include "tst_repeat_view.moc"
