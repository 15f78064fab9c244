// The guided rotation in the window: on a system in memory, and at the Atlas sandbox.

#include "tests/ui/atlas_page_fixture.h"
#include "ui/rotation/rotation_desk.h"

#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace keywright;
using namespace keywright::test;

class RotationWindowTest : public AtlasPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init()
    {
        makeAtlasWorld();
        makeDesk();
    }
    void cleanup()
    {
        m_window.reset();
        m_rotations.reset();
        dropAtlasWorld();
    }

    void rotatesToTheEnd();
    void closingLosesNothing();
    void asksForConsent();
    void saysWhyItIsRefused();
    void busyElsewhere();
    void abandonsWhatWasBegun();
    void abandoningLeavesAnOrphan();
    void failedProofCanBeTriedAgain();
    void replacesAnAccountWithAKey();
    void savesTheVariablesThatProgramsRead();
    void tellsOfTheDeadline();

private:
    bool matches(const QRegularExpression &text) const
    {
        const auto labels = dialog()->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    void makeDesk()
    {
        m_core = std::make_shared<const Rotations>(
            m_world->journal.database, m_world->journal.locks(), std::make_shared<SystemClock>());
        m_lookups = std::make_unique<LookupHistory>(
            m_files.filePath(QStringLiteral("lookups.sqlite")), std::make_shared<SystemClock>());
        m_rotations = std::make_unique<RotationDesk>(m_world->inventory, m_core, *m_lookups);
    }
    /// An account with one secret, on a system in memory, and its rotation opened.
    void openFake()
    {
        m_world->provider->supported.deactivateSecrets = true;
        m_world->provider->supported.secrets.deleteOnlyDeactivated = true;
        m_world->session = std::make_shared<Session>(
            m_world->connection, m_world->provider, signsNothing(), m_world->credentials,
            m_world->journal.creations);
        NewAccount account;
        account.name = QStringLiteral("fraud");
        const auto made =
            await(AccountActions::create(m_world->session, account, true, CancelToken()));
        QVERIFY(made && m_world->journal.creations->end(made->journalEntry));
        openOn(m_world->key("fraud"));
        openTab("Secrets");
    }
    QList<ClientSecret> secrets() const
    {
        return m_world->provider->secrets.value(QStringLiteral("id-fraud"));
    }
    bool isEnabled(const char *name) const
    {
        const auto *button = named<QPushButton>(dialog(), QString::fromUtf8(name));
        return button && button->isEnabled();
    }
    void createNew()
    {
        press("Rotate");
        QTRY_VERIFY(dialog() && isEnabled("Create secret"));
        pressInDialog("Create secret");
        QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("All have it")));
    }

    const QTemporaryDir m_files;
    std::unique_ptr<LookupHistory> m_lookups;
    std::shared_ptr<const Rotations> m_core;
};

void RotationWindowTest::rotatesToTheEnd()
{
    openFake();
    createNew();
    QCOMPARE(secrets().size(), 2);
    named<QLineEdit>(dialog(), QStringLiteral("Place"))->setText(QStringLiteral("payments-api"));
    pressInDialog("Add");
    QTRY_VERIFY(named<QCheckBox>(dialog(), QStringLiteral("payments-api")));
    QVERIFY(!isEnabled("All have it"));
    pressInDialog("Copy");
    QCOMPARE(m_world->credentials->stored(m_world->id)->size(), 2); // the old one and the new one
    named<QCheckBox>(dialog(), QStringLiteral("payments-api"))->click();
    QTRY_VERIFY(isEnabled("All have it"));
    pressInDialog("All have it");
    pressInDialog("Deactivate the old secret");
    QTRY_VERIFY(isEnabled("Delete the old secret"));
    QCOMPARE(secrets().first().status, SecretStatus::Deactivated);
    pressInDialog("Delete the old secret");
    pressInDialog("Delete");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("the old one is gone")));
    QCOMPARE(secrets().size(), 1);
    pressInDialog("Close");
    QVERIFY(!dialog());
    QVERIFY(!shows(m_page, QStringLiteral("Rotation in progress")));
}

void RotationWindowTest::closingLosesNothing()
{
    openFake();
    createNew();
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QVERIFY(shows(m_page, QStringLiteral("is to be handed over")));
    press("Continue");
    QTRY_VERIFY(isEnabled("Copy") && isEnabled("All have it"));
    QCOMPARE(secrets().size(), 2);
    pressInDialog("All have it");
    pressInDialog("Retire later");
    QVERIFY(shows(m_page, QStringLiteral("is to be retired")));
}

void RotationWindowTest::asksForConsent()
{
    openFake();
    ClientSecret spent;
    spent.id = QStringLiteral("spent");
    spent.status = SecretStatus::Deactivated;
    m_world->provider->secrets[QStringLiteral("id-fraud")].append(spent);
    press("Rotate");
    QTRY_VERIFY(named<QCheckBox>(dialog(), QStringLiteral("Delete the secret spent first")));
    QVERIFY(!isEnabled("Create secret"));
    named<QCheckBox>(dialog(), QStringLiteral("Delete the secret spent first"))->click();
    pressInDialog("Create secret");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("All have it")));
    QCOMPARE(secrets().size(), 2);
    QVERIFY(secrets().last().id != spent.id);
}

void RotationWindowTest::saysWhyItIsRefused()
{
    openFake();
    ClientSecret other;
    other.id = QStringLiteral("other");
    m_world->provider->secrets[QStringLiteral("id-fraud")].append(other);
    press("Rotate");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("Both secrets of this account work")));
    QVERIFY(isEnabled("Try again"));
    pressInDialog("Cancel");
    QVERIFY(!dialog());
}

void RotationWindowTest::busyElsewhere()
{
    openFake();
    press("Rotate");
    QTRY_VERIFY(isEnabled("Create secret"));
    const auto lock =
        RotationLock::take(m_world->journal.locks(), m_world->id, QStringLiteral("id-fraud"));
    QVERIFY(lock);
    pressInDialog("Create secret");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("Another window or shell is working")));
    QCOMPARE(secrets().size(), 1);
    QVERIFY(isEnabled("Create secret"));
}

void RotationWindowTest::abandonsWhatWasBegun()
{
    openFake();
    createNew();
    pressInDialog("Abandon");
    pressInDialog("Abandon");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("was abandoned")));
    QCOMPARE(secrets().size(), 1);
    pressInDialog("Close");
    QVERIFY(!shows(m_page, QStringLiteral("Rotation in progress")));
}

void RotationWindowTest::abandoningLeavesAnOrphan()
{
    openFake();
    press("Rotate");
    QTRY_VERIFY(isEnabled("Create secret"));
    m_world->provider->loseAnswer(QStringLiteral("createSecret"));
    pressInDialog("Create secret");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("appeared while the server's answer was lost")));
    pressInDialog("Abandon");
    QVERIFY(shows(dialog(), QStringLiteral("stays on the server")));
    pressInDialog("Abandon");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("was abandoned")));
    QCOMPARE(secrets().size(), 2);
    QVERIFY(shows(dialog(), secrets().last().id + QStringLiteral(" stays on the server")));
}

void RotationWindowTest::failedProofCanBeTriedAgain()
{
    openFake();
    press("Rotate");
    QTRY_VERIFY(isEnabled("Create secret"));
    m_world->credentials->refuseWrites = true;
    pressInDialog("Create secret");
    QTRY_VERIFY(isEnabled("Continue"));
    // Only this window has it, so it stays.
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(dialog());
    QVERIFY(shows(dialog(), QStringLiteral("The keychain has not taken the new secret yet")));
    m_world->credentials->refuseWrites = false;
    pressInDialog("Continue");
    QTRY_VERIFY(isEnabled("Copy"));
    QCOMPARE(secrets().size(), 2);
}

void RotationWindowTest::replacesAnAccountWithAKey()
{
    openFake();
    m_world->addAccount("batch", AccountType::ApiKey);
    m_world->inventory.refresh(m_world->id);
    QTRY_VERIFY(m_world->inventory.find(m_world->id, QStringLiteral("id-batch")));
    choose("batch");
    press("Replace account");
    QTRY_VERIFY(isEnabled("Create account"));
    QVERIFY(shows(dialog(), QStringLiteral("batch-2")));
    pressInDialog("Create account");
    // This server cannot say whose key it is: no proof, and nothing is taken from the old one.
    QTRY_VERIFY(isEnabled("Continue"));
    QVERIFY(shows(dialog(), QStringLiteral("has not proved that it works")));
    QVERIFY(!named<QPushButton>(dialog(), QStringLiteral("All have it")));
    pressInDialog("Abandon");
    pressInDialog("Abandon");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("was abandoned")));
    pressInDialog("Close");
    QTRY_VERIFY(!m_world->inventory.find(m_world->id, QStringLiteral("id-batch-2")));
}

void RotationWindowTest::savesTheVariablesThatProgramsRead()
{
    makeAccount(QStringLiteral("looker"), {organizationRole("ORG_MEMBER")});
    openOn(m_account);
    openTab("Secrets");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Rotate"))->isEnabled());
    createNew();
    const QTemporaryDir directory;
    m_world->files.path = directory.filePath(QStringLiteral("looker.env"));
    const auto *save = named<QPushButton>(dialog(), QStringLiteral("Save as…"));
    QVERIFY(save);
    for (QAction *format : save->menu()->actions()) {
        if (format->text().contains(QStringLiteral(".env")))
            format->trigger();
    }
    QFile file(m_world->files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = '\n' + file.readAll();
    QVERIFY(saved.contains("\nMONGODB_ATLAS_CLIENT_ID=" + m_account.accountId.toUtf8() + '\n'));
    QVERIFY(saved.contains("\nMONGODB_ATLAS_CLIENT_SECRET="));
}

void RotationWindowTest::tellsOfTheDeadline()
{
    makeAccount(QStringLiteral("looker"), {organizationRole("ORG_MEMBER")});
    openOn(m_account);
    openTab("Secrets");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Rotate"))->isEnabled());
    press("Rotate");
    QTRY_VERIFY(isEnabled("Create secret"));
    QVERIFY(shows(dialog(), QStringLiteral("seven days from now")));
    // In one form from the plan to the end.
    const QRegularExpression moment(
        QStringLiteral("ends? on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC"));
    QVERIFY(matches(moment));
    pressInDialog("Create secret");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("All have it")));
    QVERIFY(shows(dialog(), QStringLiteral("The old secret ends on")));
    QVERIFY(matches(moment));
    pressInDialog("All have it");
    pressInDialog("Delete the old secret");
    pressInDialog("Delete");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("the old one is gone")));
    const auto left =
        await(m_world->session->provider()->listSecrets(m_account.accountId, CancelToken()));
    QCOMPARE(left->size(), 1);
}

QTEST_MAIN(RotationWindowTest)
#include "tst_rotation_window.moc"
