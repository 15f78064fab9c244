// The clipboard's guard, and the alarm for when it could not do its work.

#include "tests/support/awaited.h"
#include "tests/ui/accounts_fixture.h"
#include "ui/one_time_secret/clipboard_alarm.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/dialog_frame.h"

#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

QClipboard &clipboard()
{
    return *QGuiApplication::clipboard();
}

/// A clipboard manager that puts back what was cleared, as often as it is told to.
class Restorer : public QObject
{
public:
    explicit Restorer(int times)
        : left(times)
    {
        connect(&clipboard(), &QClipboard::dataChanged, this, [this] {
            if (!clipboard().text().isEmpty() || left == 0)
                return;
            --left;
            clipboard().setText(QStringLiteral("not-a-real-secret-of-x"));
        });
    }

    int left;
};

constexpr int always = 1000;

QPushButton *button(const QWidget &in, const QString &name)
{
    for (auto *candidate : in.findChildren<QPushButton *>()) {
        if (candidate->text() == name && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

} // namespace

class ClipboardGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void clearsAfterItsTime();
    void leavesWhatIsNotOurs();
    void leavesTheTextOfOthersAsItIs();
    void asksManagersNotToKeep();
    void clearsAgainWhatComesBack();
    void tellsWhenTheSecretStays();
    void triesAgainLater();
    void clearsForGood();
    void clearsForGoodWhatComesBack();
    void leavesForGoodWhatIsNotOurs();
    void clearsThePrimarySelection();
    void clearsWhenItGoes();
    void isQuietWhenIdle();
    void secondCopyStartsAnew();

    void alarmTellsOverTheWindow();
    void alarmAsksBeforeQuitting();
    void alarmIsSilentWhenAllIsWell();

private:
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<ClipboardGuard> m_guard;
};

void ClipboardGuardTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void ClipboardGuardTest::init()
{
    clipboard().clear();
    m_clock = std::make_shared<FakeClock>();
    m_guard = std::make_unique<ClipboardGuard>(clipboard(), m_clock);
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
}

void ClipboardGuardTest::cleanup()
{
    m_window.reset();
    m_guard.reset();
}

void ClipboardGuardTest::clearsAfterItsTime()
{
    m_guard->setDuration(30s);
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    QSignalSpy ticked(m_guard.get(), &ClipboardGuard::ticked);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    QCOMPARE(clipboard().text(), QStringLiteral("not-a-real-secret-of-x"));
    QCOMPARE(m_guard->secondsLeft(), 30);
    m_clock->advance(6s);
    QTRY_VERIFY(ticked.size() >= 2);
    QCOMPARE(ticked.last().first().toInt(), 24);
    m_clock->advance(24s);
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(clipboard().text().isEmpty());
    QVERIFY(!m_guard->isCounting());
}

void ClipboardGuardTest::leavesWhatIsNotOurs()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    clipboard().setText(QStringLiteral("something of the person"));
    QSignalSpy replaced(m_guard.get(), &ClipboardGuard::replaced);
    m_guard->clearNow();
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(clipboard().text(), QStringLiteral("something of the person"));
}

void ClipboardGuardTest::leavesTheTextOfOthersAsItIs()
{
    m_guard->setDuration(30s);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    // On the heap and shared with the clipboard, as an account's id is.
    const QString id = QString::fromLatin1("id-fraud");
    clipboard().setText(id);
    m_clock->advance(30s);
    QTRY_VERIFY(!m_guard->isCounting());
    QCOMPARE(id, QStringLiteral("id-fraud"));
    QCOMPARE(clipboard().text(), QStringLiteral("id-fraud"));
}

void ClipboardGuardTest::asksManagersNotToKeep()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    const QMimeData *content = clipboard().mimeData();
    QVERIFY(content->hasFormat(QStringLiteral("x-kde-passwordManagerHint")));
    QCOMPARE(
        content->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArrayLiteral("secret"));
    QCOMPARE(content->data(QStringLiteral("text/plain")), QByteArray("not-a-real-secret-of-x"));
}

void ClipboardGuardTest::clearsAgainWhatComesBack()
{
    QSignalSpy failed(m_guard.get(), &ClipboardGuard::clearingFailed);
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    const Restorer manager(ClipboardGuard::attempts - 1);
    m_guard->clearNow();
    QTRY_COMPARE(cleared.size(), 1);
    QCOMPARE(failed.size(), 0);
    QVERIFY(clipboard().text().isEmpty());
}

void ClipboardGuardTest::tellsWhenTheSecretStays()
{
    QSignalSpy failed(m_guard.get(), &ClipboardGuard::clearingFailed);
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    const Restorer manager(always);
    m_guard->clearNow();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(manager.left, always - ClipboardGuard::attempts);
    QCOMPARE(cleared.size(), 0);
}

void ClipboardGuardTest::triesAgainLater()
{
    QSignalSpy failed(m_guard.get(), &ClipboardGuard::clearingFailed);
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    const Restorer manager(ClipboardGuard::attempts);
    m_guard->clearNow();
    QTRY_COMPARE(failed.size(), 1);
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationActive);
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(clipboard().text().isEmpty());
}

void ClipboardGuardTest::clearsForGood()
{
    QVERIFY(m_guard->clearForGood());
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    QVERIFY(m_guard->clearForGood());
    QVERIFY(clipboard().text().isEmpty());
    QVERIFY(!m_guard->isCounting());
}

void ClipboardGuardTest::clearsForGoodWhatComesBack()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    {
        const Restorer manager(always);
        QVERIFY(!m_guard->clearForGood());
    }
    const Restorer manager(2);
    QVERIFY(m_guard->clearForGood());
    QVERIFY(clipboard().text().isEmpty());
}

void ClipboardGuardTest::leavesForGoodWhatIsNotOurs()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    clipboard().setText(QStringLiteral("something of the person"));
    QVERIFY(m_guard->clearForGood());
    QCOMPARE(clipboard().text(), QStringLiteral("something of the person"));
}

void ClipboardGuardTest::clearsThePrimarySelection()
{
    if (!clipboard().supportsSelection())
        QSKIP("this platform has no primary selection");
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    clipboard().setText(QStringLiteral("something of the person"));
    clipboard().setText(QStringLiteral("not-a-real-secret-of-x"), QClipboard::Selection);
    m_guard->clearNow();
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(clipboard().text(QClipboard::Selection).isEmpty());
    QCOMPARE(clipboard().text(), QStringLiteral("something of the person"));
}

void ClipboardGuardTest::clearsWhenItGoes()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    m_guard.reset();
    QVERIFY(clipboard().text().isEmpty());
}

void ClipboardGuardTest::isQuietWhenIdle()
{
    clipboard().setText(QStringLiteral("something of the person"));
    m_guard->clearNow();
    QCOMPARE(m_guard->secondsLeft(), 0);
    m_guard.reset();
    QCOMPARE(clipboard().text(), QStringLiteral("something of the person"));
}

void ClipboardGuardTest::secondCopyStartsAnew()
{
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    m_clock->advance(20s);
    m_guard->copy(fakeSecret(QStringLiteral("y")));
    QCOMPARE(m_guard->secondsLeft(), 30);
    m_guard->clearNow();
    QVERIFY(clipboard().text().isEmpty());
}

void ClipboardGuardTest::alarmTellsOverTheWindow()
{
    const ClipboardAlarm alarm(*m_guard, *m_window);
    QSignalSpy cleared(m_guard.get(), &ClipboardGuard::cleared);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    {
        const Restorer manager(always);
        m_guard->clearNow();
        QTRY_VERIFY(button(*m_window, QStringLiteral("Try again")));
    }
    button(*m_window, QStringLiteral("Try again"))->click();
    QTRY_COMPARE(cleared.size(), 1);
    QVERIFY(!ModalOverlay::topmost(m_window.get()));
}

void ClipboardGuardTest::alarmAsksBeforeQuitting()
{
    ClipboardAlarm alarm(*m_guard, *m_window);
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    const Restorer manager(always);
    QVERIFY(!alarm.mayClose());
    QTRY_VERIFY(button(*m_window, QStringLiteral("Quit anyway")));
    button(*m_window, QStringLiteral("Cancel"))->click();
    QVERIFY(!alarm.mayClose());
    button(*m_window, QStringLiteral("Quit anyway"))->click();
    QVERIFY(!m_window->isVisible());
    QVERIFY(alarm.mayClose());
}

void ClipboardGuardTest::alarmIsSilentWhenAllIsWell()
{
    ClipboardAlarm alarm(*m_guard, *m_window);
    QVERIFY(alarm.mayClose());
    m_guard->copy(fakeSecret(QStringLiteral("x")));
    QVERIFY(alarm.mayClose());
    QVERIFY(!ModalOverlay::topmost(m_window.get()));
}

QTEST_MAIN(ClipboardGuardTest)
#include "tst_clipboard_guard.moc"
