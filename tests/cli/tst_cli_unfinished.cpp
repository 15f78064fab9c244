// Secrets that a command created, but that nobody got: told by the next one, and dealt with.

#include "tests/cli/keyring_fixture.h"

#include <QTest>

using namespace keywright::test;

class CliUnfinishedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void nothingIsSaidWithoutReason();
    void aLostAccountIsToldAndDeleted();
    void aLostSecretIsToldAndDeleted();
    void aKeptSecretIsPrintedAgain();
    void whatIsDealtWithIsForgotten();
    void anotherSystemHearsNothing();
    void whatNeverCameToBeIsToldOnce();
    void unknownNumbersAreNotFound();
    void theKeychainIsNeeded();
    void anEntryThatStaysIsDoneInPart();

private:
    /// Creates an account whose secret is lost with the server's answer.
    void loseAccount();
    /// Creates an account whose secret is stored, but not printed.
    void keepAccount();
    QJsonArray unfinished() const
    {
        return m_cli->onTecton(words("--json secrets unfinished")).array();
    }
    bool warns() const
    {
        return m_cli->onTecton(words("--quiet accounts list")).err.contains("secrets unfinished");
    }

    std::unique_ptr<KeyringFixture> m_cli;
};

void CliUnfinishedTest::init()
{
    m_cli = std::make_unique<KeyringFixture>();
    QCOMPARE(m_cli->start(), QString());
}

void CliUnfinishedTest::loseAccount()
{
    m_cli->sandbox().setFaults({QStringLiteral("create-service-account=drop-after")});
    const Outcome lost = m_cli->onTecton(words("accounts create --name lost"));
    QCOMPARE(lost.status, 7);
    m_cli->sandbox().setFaults({});
}

void CliUnfinishedTest::keepAccount()
{
    QProcess process;
    process.setProcessEnvironment(m_cli->tectonEnvironment());
    process.setStandardOutputFile(QStringLiteral("/dev/full"));
    process.start(QStringLiteral(KEYWRIGHT_CLI), words("accounts create --name kept"));
    QVERIFY(process.waitForFinished(processDeadline));
    QCOMPARE(process.exitCode(), 10);
}

void CliUnfinishedTest::nothingIsSaidWithoutReason()
{
    QVERIFY(!warns());
    QVERIFY(!m_cli->createOAuthAccount(QStringLiteral("fine")).isEmpty());
    QVERIFY(!warns());
    QVERIFY(unfinished().isEmpty());
}

void CliUnfinishedTest::aLostAccountIsToldAndDeleted()
{
    loseAccount();
    QVERIFY(warns());
    const QJsonArray listed = unfinished();
    QCOMPARE(listed.size(), 1);
    const QJsonObject lost = listed[0].toObject();
    QCOMPARE(
        lost.keys(), words("account accountName begunAt candidates created number "
                           "probable secretId state"));
    QCOMPARE(lost[QStringLiteral("state")].toString(), QStringLiteral("lost"));
    QVERIFY(lost[QStringLiteral("probable")].toBool());
    QCOMPARE(lost[QStringLiteral("created")].toString(), QStringLiteral("account"));
    QCOMPARE(lost[QStringLiteral("accountName")].toString(), QStringLiteral("lost"));
    const Outcome table = m_cli->onTecton(words("secrets unfinished"));
    QVERIFY(table.out.startsWith("NUMBER "));
    QVERIFY2(table.err.contains("secrets resolve 1 --delete"), table.err.constData());

    const Outcome notKept = m_cli->onTecton(words("secrets resolve 1"));
    QCOMPARE(notKept.status, 6);
    QVERIFY2(notKept.err.contains("secrets resolve 1 --delete"), notKept.err.constData());
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --delete")).status, 2);
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --is another")).status, 5);
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --is another --done")).status, 2);
    const QStringList account(lost[QStringLiteral("account")].toString());
    QCOMPARE(m_cli->onTecton(words("accounts show") + account).status, 0);
    const Outcome deleted = m_cli->onTecton(words("--json secrets resolve 1 --delete --yes"));
    QVERIFY2(deleted.status == 0, deleted.err.constData());
    QCOMPARE(deleted.object()[QStringLiteral("deleted")].toString(), account.first());
    QCOMPARE(m_cli->onTecton(words("accounts show") + account).status, 5);
    QVERIFY(!warns());
}

void CliUnfinishedTest::aLostSecretIsToldAndDeleted()
{
    const QStringList account(
        m_cli->createOAuthAccount(QStringLiteral("more"))[QStringLiteral("id")].toString());
    m_cli->sandbox().setFaults({QStringLiteral("create-service-account-secret=drop-after")});
    QCOMPARE(m_cli->onTecton(words("secrets create") + account).status, 7);
    m_cli->sandbox().setFaults({});
    QVERIFY(warns());
    QCOMPARE(m_cli->onTecton(words("--json secrets list") + account).array().size(), 2);
    const Outcome deleted = m_cli->onTecton(words("secrets resolve 2 --delete --yes"));
    QVERIFY2(deleted.status == 0, deleted.err.constData());
    QCOMPARE(m_cli->onTecton(words("--json secrets list") + account).array().size(), 1);
    QVERIFY(!warns());
}

void CliUnfinishedTest::aKeptSecretIsPrintedAgain()
{
    keepAccount();
    QVERIFY(warns());
    QCOMPARE(unfinished()[0][QStringLiteral("state")].toString(), QStringLiteral("kept"));
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --delete --yes")).status, 6);
    const Outcome shown = m_cli->onTecton(words("--json secrets resolve 1"));
    QVERIFY2(shown.status == 0, shown.err.constData());
    QVERIFY(!shown.object()[QStringLiteral("clientSecret")].toString().isEmpty());
    QVERIFY(!warns());
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1")).status, 5);
}

void CliUnfinishedTest::whatIsDealtWithIsForgotten()
{
    loseAccount();
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --done --delete")).status, 2);
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --done")).status, 0);
    QVERIFY(!warns());
    const auto accounts = m_cli->onTecton(words("--json accounts list --search lost")).array();
    QCOMPARE(accounts.size(), 1);
}

void CliUnfinishedTest::anotherSystemHearsNothing()
{
    loseAccount();
    const Outcome other = m_cli->onAtlas(words("accounts list"));
    QCOMPARE(other.status, 0);
    QVERIFY(!other.err.contains("unfinished"));
    QVERIFY(m_cli->onAtlas(words("--json secrets unfinished")).array().isEmpty());
}

void CliUnfinishedTest::whatNeverCameToBeIsToldOnce()
{
    loseAccount();
    const QStringList account(unfinished()[0][QStringLiteral("account")].toString());
    QCOMPARE(m_cli->onTecton(words("accounts delete --yes") + account).status, 0);
    // It may be another one that is gone, and ours may still come; for a while.
    QCOMPARE(unfinished()[0][QStringLiteral("state")].toString(), QStringLiteral("open"));
    QCOMPARE(m_cli->onTecton(words("secrets resolve 1 --delete --yes")).status, 6);
    m_cli->sandbox().advanceClock(std::chrono::hours(1));
    QCOMPARE(unfinished()[0][QStringLiteral("state")].toString(), QStringLiteral("nothing"));
    QVERIFY(unfinished().isEmpty());
    QVERIFY(!warns());
}

void CliUnfinishedTest::unknownNumbersAreNotFound()
{
    const Outcome unknown = m_cli->onTecton(words("secrets resolve 7"));
    QCOMPARE(unknown.status, 5);
    QVERIFY(unknown.err.contains("secrets unfinished"));
}

void CliUnfinishedTest::theKeychainIsNeeded()
{
    keepAccount();
    QCOMPARE(m_cli->onTecton(words("--no-keychain secrets unfinished")).status, 2);
    QCOMPARE(m_cli->onTecton(words("--no-keychain secrets resolve 1")).status, 2);
    QVERIFY(m_cli->lock());
    const Outcome locked = m_cli->onTecton(words("secrets unfinished"));
    QCOMPARE(locked.status, 9);
    QVERIFY(warns());
}

void CliUnfinishedTest::anEntryThatStaysIsDoneInPart()
{
    const Outcome created = m_cli->onTecton(words("--json accounts create --name stays"));
    QVERIFY2(created.status == 0, created.err.constData());
    const QStringList id(created.object()[QStringLiteral("id")].toString());
    QVERIFY(m_cli->lock());
    const Outcome deleted = m_cli->onTecton(words("--json accounts delete --yes") + id);
    QCOMPARE(deleted.status, 10);
    QCOMPARE(deleted.error()[QStringLiteral("kind")].toString(), QStringLiteral("keychain"));
    QVERIFY(deleted.error()[QStringLiteral("message")].toString().contains(
        u"keychain entry is still there"));
    QCOMPARE(m_cli->onTecton(words("accounts show") + id).status, 5);
}

QTEST_GUILESS_MAIN(CliUnfinishedTest)
#include "tst_cli_unfinished.moc"
