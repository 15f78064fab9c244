// Repeating the form's lookup, and copying it as code.

#include "tests/ui/lookup_page_fixture.h"
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

class tst_RepeatView : public LookupPageFixture
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
    void openForm(int times, int atATime);
};

void tst_RepeatView::init()
{
    makePage();
}

void tst_RepeatView::cleanup()
{
    dropPage();
}

void tst_RepeatView::openForm(int times, int atATime)
{
    fillForm();
    press("Repeat");
    page().find<QSpinBox>("Times")->setValue(times);
    page().find<QSpinBox>("At a time")->setValue(atATime);
}

void tst_RepeatView::repeatsAndMeasures()
{
    openForm(20, 4);
    QVERIFY(page().shows(QStringLiteral("A check of the service, not a load test")));
    press("Start repeating");
    QTRY_VERIFY(page().shows(QStringLiteral("Repeat: 20 runs, 4 at a time")));
    QTRY_VERIFY(
        page().shows(QStringLiteral("p50 38 ms · p95 38 ms · p99 38 ms · max 38 ms · 0 errors")));
    QCOMPARE(m_world->reader->requests.size(), 20);
    QCOMPARE(
        page().find<LatencyHistogram>("Latency histogram")->accessibleDescription(),
        QStringLiteral("30 ms to 50 ms: 20 of 20"));
    QVERIFY(m_world->tasks.tasks().empty());
    QTest::mouseClick(page().find<QToolButton>("Close repeating"), Qt::LeftButton);
    QVERIFY(!m_page->findChild<RepeatCard *>()->isVisible());
}

void tst_RepeatView::startsWithTheKeyboardAlone()
{
    fillForm();
    page().find<QPushButton>("Repeat")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QApplication::focusWidget(), page().find<QSpinBox>("Times"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("3"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(page().shows(QStringLiteral("Repeat: 3 runs, 4 at a time")));
    QTRY_VERIFY(page().shows(QStringLiteral("0 errors")));
    QTRY_COMPARE(QApplication::focusWidget(), page().find<QToolButton>("Close repeating"));
}

void tst_RepeatView::refusesMoreThanACheck()
{
    openForm(RepeatPlan::mostTimes + 1, 4);
    press("Start repeating");
    QVERIFY(page().shows(QStringLiteral("A lookup can be repeated 1 to 100000 times.")));
    QCOMPARE(QApplication::focusWidget(), page().find<QSpinBox>("Times"));
    page().find<QSpinBox>("Times")->setValue(5);
    QVERIFY(!page().shows(QStringLiteral("A lookup can be repeated 1 to 100000 times.")));
    page().find<QSpinBox>("At a time")->setValue(mostConcurrentLookups + 1);
    press("Start repeating");
    QVERIFY(page().shows(QStringLiteral("1 to 32 calls can be under way at once.")));
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_RepeatView::remembersHowOften()
{
    openForm(7, 2);
    press("Start repeating");
    QTRY_VERIFY(page().shows(QStringLiteral("0 errors")));
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
    QTRY_VERIFY(page().shows(QStringLiteral("Repeat: 0 of 20 runs, 4 at a time")));
    QVERIFY(page().shows(QStringLiteral("no answer · 0 errors")));
    QVERIFY(!page().find<LatencyHistogram>("Latency histogram"));
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
    QTRY_VERIFY(page().shows(QStringLiteral("3 errors")));
    QVERIFY(page().shows(QStringLiteral("2 × Too much to do. (429)")));
    QVERIFY(page().shows(QStringLiteral("1 × The line was cut.")));
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
    QTRY_VERIFY(page().shows(QStringLiteral("Repeat: 1 of 10 runs")));
    QCOMPARE(m_page->findChild<Banner *>()->text(), QStringLiteral("The account lacks a role."));
    QCOMPARE(m_world->reader->requests.size(), 1);
}

void tst_RepeatView::asksForTheKeysFirst()
{
    openForm(10, 4);
    page().find<QLineEdit>("merchant")->clear();
    press("Start repeating");
    QCOMPARE(QApplication::focusWidget(), page().find<QLineEdit>("merchant"));
    QVERIFY(page().find<QSpinBox>("Times"));
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
    auto *button = page().find<QPushButton>("Copy as");
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
    const auto *button = page().find<QPushButton>("Copy as");
    QVERIFY(button->isVisible());
    QVERIFY(!button->isEnabled());
    fillForm();
    QTRY_VERIFY(button->isEnabled());
    page().find<QLineEdit>("merchant")->setText(QStringLiteral("12a"));
    QVERIFY(!button->isEnabled());
    QVERIFY(!page().find<QLineEdit>("merchant")->property("invalid").toBool());
    page().find<QLineEdit>("merchant")->setText(QStringLiteral("12"));
    QVERIFY(button->isEnabled());
}

QTEST_MAIN(tst_RepeatView)
#include "tst_repeat_view.moc"
