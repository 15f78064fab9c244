// What one of the accounts can see, asked of the sandbox; and what is told when it is refused.

#include "core/accounts/access_actions.h"
#include "core/accounts/account_actions.h"
#include "core/accounts/account_probe.h"
#include "core/accounts/account_sight.h"
#include "core/auth/key_authorizer.h"
#include "core/keychain/memory_credential_store.h"
#include "tests/core/atlas_fixture.h"
#include "tests/support/temporary_journal.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class AccountSightTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    /// Tokens on their way back come home.
    void cleanup() { await(m_session->signOut({})); }

    void seesWhatTheAccountMaySee();
    void nothingInTheKeychain();
    void deletedSecret();
    void addressThatIsNotListed();
    void cancelled();
    void leavesNoTokenBehind();

private:
    /// Makes an account whose secret is in the keychain.
    void makeAccount(const QList<RoleGrant> &roles);
    Result<AccountSight> look();
    int liveTokens() const;

    const TemporaryJournal m_journal;
    std::unique_ptr<AtlasFixture> m_atlas;
    std::shared_ptr<Session> m_session;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    ServiceAccount m_account;
};

void AccountSightTest::init()
{
    m_atlas = std::make_unique<AtlasFixture>();
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Acme");
    connection.provider = QStringLiteral("atlas");
    connection.baseUrl = QUrl(m_atlas->info().url);
    m_session = std::make_shared<Session>(
        connection, m_atlas->admin(), std::make_shared<KeyAuthorizer>("Bearer", Secret()),
        std::make_shared<MemoryCredentialStore>(), m_journal.creations);
}

void AccountSightTest::makeAccount(const QList<RoleGrant> &roles)
{
    auto created = await(AccountActions::create(
        m_session, newAtlasAccount(QStringLiteral("looker"), roles), true, CancelToken()));
    QVERIFY2(created, qPrintable(errorOf(created).message));
    QVERIFY(created->stored);
    m_account = created->account;
}

Result<AccountSight> AccountSightTest::look()
{
    return await(lookAs(m_session, std::make_shared<const ServiceAccount>(m_account), m_clock, {}));
}

void AccountSightTest::seesWhatTheAccountMaySee()
{
    makeAccount(
        {organizationRole("ORG_MEMBER"), projectRole("GROUP_READ_ONLY", m_atlas->project(0))});
    const auto sight = look();
    QVERIFY(sight);
    QVERIFY2(!sight->refusal, qPrintable(sight->answer));
    QCOMPARE(sight->credential, QStringLiteral("Client secret from the keychain"));
    QCOMPARE(sight->seen.organizations.size(), 1);
    QCOMPARE(sight->seen.projects.size(), 1);
    QCOMPARE(sight->seen.projects.first().id, m_atlas->project(0));
    QVERIFY(!sight->seen.clusters.isEmpty());
    QVERIFY(
        sight->answer.startsWith(QStringLiteral("The server shows it 1 organization, 1 project")));
    QVERIFY(sight->tokenExpiresAt.isValid());
    QCOMPARE(sight->remedy, AccountPart::None);
}

void AccountSightTest::nothingInTheKeychain()
{
    makeAccount({organizationRole("ORG_MEMBER")});
    m_account.id = QStringLiteral("mdb_sa_id_000000000000000000000000");
    const auto sight = look();
    QVERIFY(sight);
    QVERIFY(sight->refusal);
    QVERIFY(sight->credential.isEmpty());
    QCOMPARE(sight->remedy, AccountPart::Secrets);
    QCOMPARE(sight->answer, QStringLiteral("Nothing was asked of the server."));
}

void AccountSightTest::deletedSecret()
{
    makeAccount({organizationRole("ORG_MEMBER")});
    const auto secrets = await(m_session->provider()->listSecrets(m_account.id, CancelToken()));
    QVERIFY(secrets);
    QVERIFY(await(m_session->provider()->deleteSecret(
        m_account.id, secrets->constFirst().id, CancelToken())));
    auto sight = look();
    QVERIFY(sight && sight->refusal);
    QCOMPARE(sight->refusal->kind, ErrorKind::NotAuthenticated);
    QCOMPARE(sight->remedy, AccountPart::Secrets);
    QVERIFY(sight->refusal->hint.contains(QStringLiteral("may have been deleted")));
    m_account.secrets = QList<ClientSecret>();
    sight = look();
    QVERIFY(sight && sight->refusal);
    QCOMPARE(
        sight->refusal->hint,
        QStringLiteral("It has no secret that still works. Create a new one."));
}

void AccountSightTest::addressThatIsNotListed()
{
    makeAccount({organizationRole("ORG_MEMBER")});
    const QStringList elsewhere{QStringLiteral("198.51.100.0/24")};
    QVERIFY(
        await(m_session->provider()->accessLists()->add(m_account.id, elsewhere, CancelToken())));
    const auto sight = look();
    QVERIFY(sight && sight->refusal);
    QCOMPARE(sight->remedy, AccountPart::AccessList);
    QVERIFY(sight->refusal->hint.contains(QStringLiteral("access list of looker")));
    QVERIFY(sight->tokenExpiresAt.isValid()); // the secret itself was good
}

void AccountSightTest::cancelled()
{
    makeAccount({organizationRole("ORG_MEMBER")});
    CancelSource cancel;
    cancel.cancel();
    const auto sight = await(lookAs(
        m_session, std::make_shared<const ServiceAccount>(m_account), m_clock, cancel.token()));
    QCOMPARE(errorOf(sight).kind, ErrorKind::Cancelled);
}

int AccountSightTest::liveTokens() const
{
    const auto done = QStringLiteral("200");
    return m_atlas->count(QStringLiteral("POST /api/oauth/token"), done) -
           m_atlas->count(QStringLiteral("POST /api/oauth/revoke"), done);
}

void AccountSightTest::leavesNoTokenBehind()
{
    makeAccount({organizationRole("ORG_MEMBER")});
    const int before = liveTokens();
    const auto account = std::make_shared<const ServiceAccount>(m_account);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(look());
        QVERIFY(await(probeAccount(m_session, account, m_clock, {})));
    }
    QTRY_COMPARE(liveTokens(), before);
    // What others work with meanwhile stays as it is.
    const auto kept = await(m_session->authorizerFor(m_account.id));
    QVERIFY(kept);
    QVERIFY(await(m_session->provider()->visibility()->visible(*kept, {})));
    QCOMPARE(liveTokens(), before + 1);
    QVERIFY(look());
    QTRY_COMPARE(liveTokens(), before + 1);
    QVERIFY((*kept)->tokenExpiresAt());
    m_session->forgetAuthorizer(m_account.id);
    QTRY_COMPARE(liveTokens(), before);
}

QTEST_GUILESS_MAIN(AccountSightTest)
#include "tst_account_sight.moc"
