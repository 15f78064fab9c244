#include "core/connection/session_factory.h"
#include "core/keychain/memory_credential_store.h"
#include "tests/core/atlas_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

struct Setup
{
    Connection connection(SignIn signIn) const
    {
        Connection connection;
        connection.id = QStringLiteral("id");
        connection.name = QStringLiteral("Sandbox Atlas");
        connection.provider = QStringLiteral("atlas");
        connection.baseUrl = QUrl(fixture.info().url);
        connection.signIn = signIn;
        connection.orgId = fixture.info().orgId;
        connection.clientId =
            signIn == SignIn::Digest ? fixture.info().publicKey : fixture.info().clientId;
        return connection;
    }

    Result<std::shared_ptr<Session>> open(const Connection &connection)
    {
        StoredCredential credential;
        credential.key = SessionFactory::credentialKey(connection);
        const QString value = connection.signIn == SignIn::Digest ? fixture.info().privateKey
                                                                  : fixture.info().clientSecret;
        const auto secret = std::make_shared<const Secret>(value.toUtf8());
        if (!await(credentials->write(credential, secret)))
            qFatal("The store in memory does not store.");
        return await(factory->open(connection));
    }

    int revocations() const
    {
        return fixture.count(QStringLiteral("POST /api/oauth/revoke"), QStringLiteral("200"));
    }

    AtlasFixture fixture;
    std::shared_ptr<MemoryCredentialStore> credentials = std::make_shared<MemoryCredentialStore>();
    std::shared_ptr<SessionFactory> factory = std::make_shared<SessionFactory>(
        credentials, std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>());
};

} // namespace

class TestAtlasSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensAreGivenBack()
    {
        Setup s;
        const auto session = s.open(s.connection(SignIn::ClientCredentials));
        QVERIFY(session);
        QCOMPARE(session.value()->ownAccountId(), s.fixture.info().clientId);
        // Nothing to give back yet.
        QVERIFY(await(session.value()->signOut(CancelToken())));
        QCOMPARE(s.revocations(), 0);

        const auto provider = session.value()->provider();
        const auto created = await(provider->createAccount(
            newAtlasAccount(QStringLiteral("other"), {organizationRole("ORG_READ_ONLY")}), {}));
        QVERIFY(created);
        StoredCredential stored;
        stored.key = {QStringLiteral("id"), created->account.id, created->secretId};
        const auto secret = std::make_shared<const Secret>(created->secret.duplicate());
        QVERIFY(await(s.credentials->write(stored, secret)));
        const auto other = await(session.value()->authorizerFor(created->account.id));
        QVERIFY(other);
        QVERIFY(await(provider->visibility()->visible(*other, {})));

        QVERIFY(await(session.value()->signOut(CancelToken())));
        QCOMPARE(s.revocations(), 2);
        QVERIFY(!session.value()->authorizer()->tokenExpiresAt());
        // A session may go on: it asks for another token.
        QVERIFY(await(provider->listAccounts({}, {})));
    }

    void keysHaveNothingToGiveBack()
    {
        Setup s;
        const Connection connection = s.connection(SignIn::Digest);
        QCOMPARE(SessionFactory::credentialKey(connection).item, QStringLiteral("private-key"));
        const auto session = s.open(connection);
        QVERIFY(session);
        const auto me = await(session.value()->identify(CancelToken()));
        QVERIFY(me);
        QVERIFY(session.value()->ownAccountId().isEmpty());
        QVERIFY(await(session.value()->signOut(CancelToken())));
        QCOMPARE(s.revocations(), 0);
    }

    void theServersWordOnTooManyTokens()
    {
        Setup s;
        const auto session = s.open(s.connection(SignIn::ClientCredentials));
        QVERIFY(session);
        // Another program has used what the console has not counted.
        QVERIFY(s.fixture.server().setFaults({QStringLiteral("*oauth/token=status:429")}));
        Connection hurried = s.connection(SignIn::ClientCredentials);
        hurried.transport.deadline = std::chrono::seconds(2);
        const auto refused = await(s.open(hurried).value()->identify(CancelToken()));
        QCOMPARE(errorOf(refused).kind, ErrorKind::Limit);
    }
};

QTEST_GUILESS_MAIN(TestAtlasSession)
#include "tst_atlas_session.moc"
