// The dialog that hands over a secret, and the clipboard's guard.

#include "tests/support/awaited.h"
#include "tests/ui/accounts_fixture.h"
#include "tests/ui/dialog_probe.h"
#include "ui/one_time_secret/clipboard_note.h"
#include "ui/one_time_secret/one_time_secret_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/secret_field.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

QClipboard &clipboard()
{
    return *QGuiApplication::clipboard();
}

QPushButton *button(QWidget *in, const char *name)
{
    return named<QPushButton>(in, QString::fromUtf8(name));
}

bool says(const QWidget *in, const QString &text)
{
    const auto labels = in->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
        return label->isVisible() && label->text() == text;
    });
}

} // namespace

class OneTimeSecretTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void namesAreFixed();
    void apiKeyHasItsOwnTitle();
    void closesOnlyWhenSafe();
    void escapeLosesNothing();
    void keychainMakesItSafe();
    void retriesTheKeychain();
    void retryThatFailsSaysWhy();
    void copyShowsACountdown();
    void countdownOfAnotherSecretIsNotShown();
    void revealShowsTheValueForAWhile();
    void savesInEveryForm_data();
    void savesInEveryForm();
    void asksBeforeItReplacesAFile();
    void saveThatFailsSaysWhy();

private:
    OneTimeSecret secret(const QString &storedAs = {}) const;
    OneTimeSecretDialog *open(OneTimeSecret secret, StoreSecret store = {});
    void saveAs(OneTimeSecretDialog *dialog, int form);

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<QWidget> m_window;
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<ClipboardGuard> m_guard;
    FixedPathChooser m_files;
};

void OneTimeSecretTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void OneTimeSecretTest::init()
{
    clipboard().clear();
    m_clock = std::make_shared<FakeClock>();
    m_guard = std::make_unique<ClipboardGuard>(clipboard(), m_clock);
    m_window = std::make_unique<QWidget>();
    m_window->resize(900, 700);
    m_window->show();
    m_files = {};
}

void OneTimeSecretTest::cleanup()
{
    m_window.reset();
    m_guard.reset();
}

OneTimeSecret OneTimeSecretTest::secret(const QString &storedAs) const
{
    OneTimeSecret secret;
    secret.context.accountId = QStringLiteral("svc_1");
    secret.context.accountName = QStringLiteral("fraud-scoring");
    secret.context.tokenUrl = QUrl(QStringLiteral("https://login.test/token"));
    secret.context.variablePrefix = QStringLiteral("TECTON");
    secret.secretId = QStringLiteral("sec_1");
    secret.value = std::make_shared<const Secret>(fakeSecret(QStringLiteral("fraud")));
    secret.storedAs = storedAs;
    return secret;
}

OneTimeSecretDialog *OneTimeSecretTest::open(OneTimeSecret value, StoreSecret store)
{
    auto *dialog = new OneTimeSecretDialog(
        std::move(value), std::move(store), *m_guard, m_files, m_window.get());
    dialog->open();
    return dialog;
}

void OneTimeSecretTest::saveAs(OneTimeSecretDialog *dialog, int form)
{
    button(dialog, "Save as…")->menu()->actions().at(form)->trigger();
}

void OneTimeSecretTest::namesAreFixed()
{
    auto *dialog = open(secret());
    QCOMPARE(dialog->accessibleName(), QStringLiteral("One-time secret"));
    QVERIFY(says(dialog, QStringLiteral("Client secret for fraud-scoring")));
    for (const char *name : {"Reveal", "Copy", "Save as…", "Close"})
        QVERIFY2(button(dialog, name), name);
    QCOMPARE(
        dialog->findChild<QCheckBox *>()->accessibleName(),
        QStringLiteral("I have stored this secret"));
    // No label, name or description carries the value.
    for (const QWidget *widget : dialog->findChildren<QWidget *>()) {
        QVERIFY(!widget->accessibleName().contains(QStringLiteral("not-a-real")));
        QVERIFY(!widget->accessibleDescription().contains(QStringLiteral("not-a-real")));
    }
}

void OneTimeSecretTest::apiKeyHasItsOwnTitle()
{
    OneTimeSecret key = secret();
    key.context.type = AccountType::ApiKey;
    auto *dialog = open(std::move(key));
    QVERIFY(says(dialog, QStringLiteral("API key for fraud-scoring")));
}

void OneTimeSecretTest::closesOnlyWhenSafe()
{
    auto *dialog = open(secret());
    QVERIFY(!button(dialog, "Close")->isEnabled());
    QVERIFY(!dialog->mayClose());
    dialog->findChild<QCheckBox *>()->click();
    QVERIFY(button(dialog, "Close")->isEnabled());
    QVERIFY(dialog->mayClose());
    QSignalSpy finished(dialog, &DialogFrame::finished);
    button(dialog, "Close")->click();
    QCOMPARE(finished.size(), 1);
}

void OneTimeSecretTest::escapeLosesNothing()
{
    auto *dialog = open(secret());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(dialog->isOpen());
    const auto banners = dialog->findChildren<Banner *>();
    QVERIFY(std::any_of(banners.cbegin(), banners.cend(), [](const Banner *banner) {
        return !banner->isHidden() && !banner->hint().isEmpty();
    }));
    dialog->findChild<QCheckBox *>()->click();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isOpen());
}

void OneTimeSecretTest::keychainMakesItSafe()
{
    auto *dialog = open(secret(QStringLiteral("Keywright · fraud")));
    QVERIFY(button(dialog, "Close")->isEnabled());
    QVERIFY(!button(dialog, "Store in keychain"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isOpen());
}

void OneTimeSecretTest::retriesTheKeychain()
{
    OneTimeSecret value = secret();
    value.storeError = makeError(ErrorKind::Keychain, QStringLiteral("It is locked."));
    auto *dialog = open(std::move(value), []() -> Async<QString> {
        co_return Result<QString>(QStringLiteral("Keywright · fraud"));
    });
    QVERIFY(!button(dialog, "Close")->isEnabled());
    QVERIFY(button(dialog, "Retry"));
    button(dialog, "Retry")->click();
    QTRY_VERIFY(button(dialog, "Close")->isEnabled());
    QVERIFY(!button(dialog, "Retry"));
}

void OneTimeSecretTest::retryThatFailsSaysWhy()
{
    auto *dialog = open(secret(), []() -> Async<QString> {
        co_return failure(makeError(
            ErrorKind::Keychain, QStringLiteral("It is locked."), QStringLiteral("Unlock it.")));
    });
    button(dialog, "Store in keychain")->click();
    QTRY_VERIFY(button(dialog, "Retry"));
    QVERIFY(says(dialog, QStringLiteral("It is locked. Unlock it.")));
    QVERIFY(!button(dialog, "Close")->isEnabled());
}

void OneTimeSecretTest::copyShowsACountdown()
{
    auto *dialog = open(secret());
    auto *note = dialog->findChild<ClipboardNote *>();
    QVERIFY(note->isHidden());
    button(dialog, "Copy")->click();
    QVERIFY(!note->isHidden());
    QVERIFY(note->text().contains(QStringLiteral("30 s")));
    m_clock->advance(12s);
    QTRY_VERIFY(note->text().contains(QStringLiteral("18 s")));
    clipboard().setText(QStringLiteral("other"));
    m_guard->clearNow();
    QVERIFY(note->text().contains(QStringLiteral("something else")));
}

void OneTimeSecretTest::countdownOfAnotherSecretIsNotShown()
{
    auto *dialog = open(secret());
    m_guard->copy(fakeSecret(QStringLiteral("another")));
    QVERIFY(dialog->findChild<ClipboardNote *>()->isHidden());
}

void OneTimeSecretTest::revealShowsTheValueForAWhile()
{
    auto *dialog = open(secret());
    auto *field = dialog->findChild<SecretField *>();
    QVERIFY(!field->isRevealed());
    button(dialog, "Reveal")->click();
    QVERIFY(field->isRevealed());
}

void OneTimeSecretTest::savesInEveryForm_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<QString>("suggested");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("json") << 0 << QStringLiteral("fraud-scoring.json")
                          << QByteArray("\"client_secret\": \"not-a-real-secret-of-fraud\"");
    QTest::newRow("env") << 1 << QStringLiteral("fraud-scoring.env")
                         << QByteArray("TECTON_CLIENT_SECRET=not-a-real-secret-of-fraud\n");
    QTest::newRow("kubernetes") << 2 << QStringLiteral("fraud-scoring-secret.yaml")
                                << QByteArray("kind: Secret");
    QTest::newRow("plain") << 3 << QStringLiteral("fraud-scoring.txt")
                           << QByteArray("not-a-real-secret-of-fraud");
}

void OneTimeSecretTest::savesInEveryForm()
{
    QFETCH(int, form);
    QFETCH(QString, suggested);
    QFETCH(QByteArray, part);
    const QTemporaryDir folder;
    m_files.path = folder.filePath(QStringLiteral("out"));
    saveAs(open(secret()), form);
    QCOMPARE(m_files.asked.suggestedName, suggested);
    QFile file(m_files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(part));
    QVERIFY(!(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void OneTimeSecretTest::asksBeforeItReplacesAFile()
{
    const QTemporaryDir folder;
    m_files.path = folder.filePath(QStringLiteral("out"));
    QFile existing(m_files.path);
    QVERIFY(existing.open(QIODevice::WriteOnly) && existing.write("old") == 3);
    existing.close();
    auto *dialog = open(secret());
    saveAs(dialog, 3);
    auto *question = ModalOverlay::topmost(m_window.get());
    QVERIFY(question && question != dialog);
    QVERIFY(existing.open(QIODevice::ReadOnly));
    QCOMPARE(existing.readAll(), QByteArray("old"));
    existing.close();
    button(question, "Replace")->click();
    QVERIFY(existing.open(QIODevice::ReadOnly));
    QCOMPARE(existing.readAll(), QByteArray("not-a-real-secret-of-fraud"));
}

void OneTimeSecretTest::saveThatFailsSaysWhy()
{
    m_files.path = QStringLiteral("/nonexistent/folder/out");
    auto *dialog = open(secret());
    saveAs(dialog, 0);
    const auto banners = dialog->findChildren<Banner *>();
    QVERIFY(std::any_of(banners.cbegin(), banners.cend(), [](const Banner *banner) {
        return !banner->isHidden() && banner->tone() == Tone::Bad;
    }));
    QVERIFY(!button(dialog, "Close")->isEnabled());
}

QTEST_MAIN(OneTimeSecretTest)
#include "tst_one_time_secret.moc"
