// Secrets that were created and did not reach anybody: what the accounts page tells of them, and
// what can be done. Losses happen at the sandbox, crashes in memory.

#include "tests/ui/atlas_page_fixture.h"
#include "ui/unfinished/unfinished_banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>

using namespace keywright;
using namespace keywright::test;

class UnfinishedSecretsTest : public AtlasPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeAtlasWorld(); }
    void cleanup() { dropAtlasWorld(); }

    void tellsNothingWhenAllIsWell();
    void showsAgainWhatTheKeychainHolds();
    void againCanBePutOff();
    void acknowledgedOnlyByThePerson();
    void escapeLosesNothing();
    void lostAccountIsCleanedUp_data();
    void lostAccountIsCleanedUp();
    void lostSecretIsCleanedUp();
    void lostSecretCanBeKept();
    void saysThatNothingWasCreated();
    void saysThatItMayStillCome();
    void severalCandidatesAreChosenFrom();
    void noneOfTheCandidates();
    void refusedCleanUpSaysWhy();
    void severalHaveAList();
    void lockedKeychainIsAskedAgain();
    void refreshAsksAgain();
    void damagedJournalIsToldOnce();
    void connectionThatGoesTakesItsSecrets();

private:
    /// On a system in memory.
    void useFake()
    {
        m_world->session = std::make_shared<Session>(
            m_world->connection, m_world->provider, signsNothing(), m_world->credentials,
            m_world->journal.creations);
    }
    /// This process ends here, and another one starts.
    void crash(std::chrono::milliseconds later = std::chrono::hours(1))
    {
        m_world->session = std::make_shared<Session>(
            m_world->session->connection(), m_world->session->provider(), signsNothing(),
            m_world->credentials, m_world->journal.seenFromAnotherProcess(later));
    }
    void intend(const char *name)
    {
        CreationIntent intent;
        intent.connectionId = m_world->id;
        intent.accountName = QString::fromLatin1(name);
        QVERIFY(m_world->journal.creations->begin(intent));
    }
    /// On the server, without this program.
    void addTwo(const char *name)
    {
        for (const char *id : {"a1", "a2"}) {
            ServiceAccount account;
            account.id = QString::fromLatin1(id);
            account.name = QString::fromLatin1(name);
            account.createdAt = QDateTime::currentDateTimeUtc();
            m_world->provider->accounts.append(account);
        }
    }
    void create(const char *name, bool store)
    {
        NewAccount account;
        account.name = QString::fromLatin1(name);
        QVERIFY(await(AccountActions::create(m_world->session, account, store, CancelToken())));
    }
    void start()
    {
        watchUnfinished();
        open();
    }
    QList<CreationEntry> underWay() const
    {
        return m_world->session->journal()->underWay(m_world->id).value();
    }
    UnfinishedBanner *banner() const { return m_page->findChild<UnfinishedBanner *>(); }
    void pressInBanner(const char *name)
    {
        auto *button = named<QAbstractButton>(banner(), QString::fromUtf8(name));
        QVERIFY2(button, name);
        button->click();
    }
};

void UnfinishedSecretsTest::tellsNothingWhenAllIsWell()
{
    start();
    QTRY_VERIFY(m_page->findChild<AccountTable *>()->isVisible());
    QVERIFY(banner() && !banner()->isVisible());
}

void UnfinishedSecretsTest::showsAgainWhatTheKeychainHolds()
{
    useFake();
    create("fraud", true);
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("new account “fraud” was not handed over")));
    QVERIFY(!named<QPushButton>(banner(), QStringLiteral("Keep")));
    pressInBanner("Show again");
    QTRY_VERIFY(dialog());
    QCOMPARE(dialog()->accessibleName(), QStringLiteral("One-time secret"));
    QVERIFY(!banner()->isVisible());
    QVERIFY(shows(dialog(), QStringLiteral("Keychain, as")));
    pressInDialog("Copy");
    QVERIFY(
        fakeSecret(QStringLiteral("fraud")) ==
        Secret(QGuiApplication::clipboard()->text().toUtf8()));
    QCOMPARE(underWay().size(), 1);
    // The keychain holds it, so closing is enough.
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QVERIFY(underWay().isEmpty());
    m_unfinished->check(m_world->id);
    QVERIFY(!banner()->isVisible());
}

void UnfinishedSecretsTest::againCanBePutOff()
{
    useFake();
    create("fraud", true);
    crash();
    start();
    QTRY_VERIFY(banner()->isVisible());
    pressInBanner("Dismiss");
    QVERIFY(!banner()->isVisible());
    m_unfinished->check(m_world->id);
    QVERIFY(!banner()->isVisible());
    QCOMPARE(underWay().size(), 1);
}

void UnfinishedSecretsTest::acknowledgedOnlyByThePerson()
{
    useFake();
    start();
    m_world->credentials->refuseWrites = true;
    press("New account");
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fresh"));
    pressInDialog("Create");
    QTRY_VERIFY(
        dialog() && named<QCheckBox>(dialog(), QStringLiteral("I have stored this secret")));
    QCOMPARE(underWay().value(0).step, CreationStep::Shown);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(dialog());
    QCOMPARE(underWay().value(0).step, CreationStep::Shown);
    auto *stored = named<QCheckBox>(dialog(), QStringLiteral("I have stored this secret"));
    stored->click();
    QCOMPARE(underWay().size(), 1);
    pressInDialog("Close");
    QVERIFY(underWay().isEmpty());
}

void UnfinishedSecretsTest::escapeLosesNothing()
{
    useFake();
    start();
    press("New account");
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fresh"));
    pressInDialog("Create");
    QTRY_VERIFY(
        dialog() && named<QCheckBox>(dialog(), QStringLiteral("I have stored this secret")));
    QCOMPARE(underWay().value(0).step, CreationStep::Shown);
    QTest::keyClick(dialog(), Qt::Key_Escape);
    QVERIFY(!dialog());
    QVERIFY(underWay().isEmpty());
    QVERIFY(!m_world->credentials->stored(m_world->id)->isEmpty());
}

void UnfinishedSecretsTest::lostAccountIsCleanedUp_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("after") << QStringLiteral("drop-after");
    QTest::newRow("half") << QStringLiteral("truncate");
}

void UnfinishedSecretsTest::lostAccountIsCleanedUp()
{
    QFETCH(const QString, fault);
    start();
    QTRY_VERIFY(!m_world->inventory.snapshot(m_world->id).accounts.isEmpty());
    press("New account");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("Add role"))->isEnabled());
    pressInDialog("Add role");
    named<QComboBox>(dialog(), QStringLiteral("Role"))->setCurrentIndex(0);
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("lost-bot"));
    named<QLineEdit>(dialog(), QStringLiteral("Description"))->setText(QStringLiteral("A test"));
    // The first request looks whether the name is taken, the second one creates.
    QVERIFY(m_atlas->server().setFaults({QStringLiteral("*orgs*serviceAccounts=%1@2").arg(fault)}));
    pressInDialog("Create");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("Create"))->isEnabled());
    pressInDialog("Cancel");
    QTRY_VERIFY(shows(banner(), QStringLiteral("The account “lost-bot”")));
    QVERIFY(shows(banner(), QStringLiteral("secret is lost")));
    QVERIFY(shows(banner(), QStringLiteral("probably")));
    const QString id = m_unfinished->secrets().value(0).creation.entry.accountId;
    QVERIFY(!id.isEmpty());
    pressInBanner("Clean up");
    QVERIFY(shows(dialog(), QStringLiteral("make sure that nobody else created it")));
    QVERIFY(shows(dialog(), id));
    pressInDialog("Cancel");
    QCOMPARE(underWay().size(), 1);
    pressInBanner("Clean up");
    pressInDialog("Delete");
    QTRY_VERIFY(shows(banner(), QStringLiteral("lost-bot has been deleted.")));
    QVERIFY(underWay().isEmpty());
    const auto gone = await(m_world->session->provider()->account(id, CancelToken()));
    QCOMPARE(errorOf(gone).kind, ErrorKind::NotFound);
}

void UnfinishedSecretsTest::lostSecretIsCleanedUp()
{
    makeAccount(QStringLiteral("looker"), {organizationRole("ORG_MEMBER")});
    QVERIFY(m_world->journal.creations->end(underWay().value(0).id));
    watchUnfinished();
    openOn(m_account);
    openTab("Secrets");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Create secret"))->isEnabled());
    press("Create secret");
    QVERIFY(m_atlas->server().setFaults({QStringLiteral("*secrets=drop-after@1")}));
    pressInDialog("Create secret");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("Create secret"))->isEnabled());
    pressInDialog("Cancel");
    QTRY_VERIFY(shows(banner(), QStringLiteral("its value is lost")));
    const QString lost = m_unfinished->secrets().value(0).creation.entry.secretId;
    pressInBanner("Clean up");
    QVERIFY(shows(dialog(), QStringLiteral("Delete the secret %1?").arg(lost)));
    pressInDialog("Delete");
    QTRY_VERIFY(shows(banner(), QStringLiteral("The lost secret of looker has been deleted.")));
    const auto left =
        await(m_world->session->provider()->listSecrets(m_account.accountId, CancelToken()));
    QCOMPARE(left->size(), 1);
    QVERIFY(left->first().id != lost);
}

void UnfinishedSecretsTest::lostSecretCanBeKept()
{
    useFake();
    create("fraud", false);
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("its secret is lost")));
    pressInBanner("Keep");
    QVERIFY(!banner()->isVisible());
    QVERIFY(underWay().isEmpty());
    QCOMPARE(m_world->provider->accounts.size(), 1);
}

void UnfinishedSecretsTest::saysThatNothingWasCreated()
{
    useFake();
    intend("never");
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("nothing was created")));
    pressInBanner("Dismiss");
    QVERIFY(!banner()->isVisible());
    QVERIFY(underWay().isEmpty());
}

void UnfinishedSecretsTest::saysThatItMayStillCome()
{
    useFake();
    intend("late");
    crash(std::chrono::seconds(30));
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("whether it was created is not known yet")));
    QCOMPARE(underWay().size(), 1);
    NewAccount late;
    late.name = QStringLiteral("late");
    QVERIFY(await(m_world->provider->createAccount(late, CancelToken())));
    pressInBanner("Look again");
    QTRY_VERIFY(named<QPushButton>(banner(), QStringLiteral("Clean up")));
    QVERIFY(shows(banner(), QStringLiteral("probably")));
}

void UnfinishedSecretsTest::severalCandidatesAreChosenFrom()
{
    useFake();
    intend("twin");
    addTwo("twin");
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("2 accounts of that name")));
    QVERIFY(!named<QPushButton>(banner(), QStringLiteral("Clean up")));
    pressInBanner("Choose");
    QWidget *list = dialog();
    QVERIFY(shows(list, QStringLiteral("a1 · created")) && shows(list, QStringLiteral("a2")));
    QVERIFY(!named<QPushButton>(list, QStringLiteral("Clean up")));
    pressInDialog("It is this one");
    QTRY_VERIFY(named<QPushButton>(list, QStringLiteral("Clean up")));
    QCOMPARE(m_world->provider->accounts.size(), 2);
    pressInDialog("Clean up");
    QVERIFY(shows(dialog(), QStringLiteral("a1")));
    pressInDialog("Delete");
    QTRY_VERIFY(underWay().isEmpty());
    QCOMPARE(m_world->provider->accounts.size(), 1);
    QCOMPARE(m_world->provider->accounts.first().id, QStringLiteral("a2"));
}

void UnfinishedSecretsTest::noneOfTheCandidates()
{
    useFake();
    intend("twin");
    addTwo("twin");
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("2 accounts of that name")));
    pressInBanner("Choose");
    pressInDialog("None of them");
    QTRY_VERIFY(!dialog());
    QVERIFY(underWay().isEmpty());
    QCOMPARE(m_world->provider->accounts.size(), 2);
}

void UnfinishedSecretsTest::refusedCleanUpSaysWhy()
{
    useFake();
    create("fraud", false);
    crash();
    start();
    QTRY_VERIFY(banner()->isVisible());
    m_world->provider->failNext(
        QStringLiteral("deleteAccount"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("Not yours to delete.")));
    pressInBanner("Clean up");
    pressInDialog("Delete");
    QTRY_VERIFY(shows(banner(), QStringLiteral("Not yours to delete.")));
    QVERIFY(named<QPushButton>(banner(), QStringLiteral("Clean up")));
    QCOMPARE(underWay().size(), 1);
}

void UnfinishedSecretsTest::severalHaveAList()
{
    useFake();
    create("kept", true);
    create("lost", false);
    crash();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("2 secrets were asked for")));
    pressInBanner("Show them");
    auto *list = dialog();
    QCOMPARE(list->accessibleName(), QStringLiteral("Unfinished secrets"));
    QVERIFY(shows(list, QStringLiteral("“kept”")) && shows(list, QStringLiteral("“lost”")));
    pressInDialog("Show again");
    QTRY_COMPARE(dialog()->accessibleName(), QStringLiteral("One-time secret"));
    pressInDialog("Close");
    QCOMPARE(dialog(), list);
    QVERIFY(!shows(list, QStringLiteral("“kept”")));
    QTRY_VERIFY(named<QPushButton>(list, QStringLiteral("Clean up")));
    pressInDialog("Clean up");
    pressInDialog("Delete");
    // Nothing is left to list.
    QTRY_VERIFY(!dialog());
    QVERIFY(underWay().isEmpty());
}

void UnfinishedSecretsTest::lockedKeychainIsAskedAgain()
{
    useFake();
    create("fraud", true);
    crash();
    m_world->credentials->refuseReads = true;
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("is not known yet")));
    m_world->credentials->refuseReads = false;
    pressInBanner("Retry");
    QTRY_VERIFY(named<QPushButton>(banner(), QStringLiteral("Show again")));
    // Locked once more before it is shown.
    m_world->credentials->refuseReads = true;
    pressInBanner("Show again");
    QTRY_VERIFY(shows(banner(), QStringLiteral("locked")));
    QVERIFY(!dialog());
    QVERIFY(named<QPushButton>(banner(), QStringLiteral("Show again")));
}

void UnfinishedSecretsTest::refreshAsksAgain()
{
    useFake();
    create("fraud", false);
    crash();
    m_world->provider->failNext(
        QStringLiteral("account"), makeError(ErrorKind::Network, QStringLiteral("Not reachable.")));
    start();
    QTRY_VERIFY(!m_unfinished->problem());
    QTRY_VERIFY(named<QPushButton>(banner(), QStringLiteral("Clean up")));
}

void UnfinishedSecretsTest::damagedJournalIsToldOnce()
{
    useFake();
    QFile file(m_world->journal.directory.filePath(QStringLiteral("journal.sqlite")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(QByteArray(4096, 'x')) > 0);
    file.close();
    start();
    QTRY_VERIFY(shows(banner(), QStringLiteral("has been set aside")));
    pressInBanner("Dismiss");
    m_unfinished->check(m_world->id);
    QCoreApplication::processEvents();
    QVERIFY(!banner()->isVisible());
}

void UnfinishedSecretsTest::connectionThatGoesTakesItsSecrets()
{
    useFake();
    create("fraud", true);
    crash();
    start();
    QTRY_VERIFY(banner()->isVisible());
    m_world->inventory.remove(m_world->id);
    QVERIFY(!banner()->isVisible());
}

QTEST_MAIN(UnfinishedSecretsTest)
#include "tst_unfinished_secrets.moc"
