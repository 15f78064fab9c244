// A live connection: opening it, who it is, and acting as one of its accounts.

#include "core/connection/connection_check.h"
#include "core/connection/session_factory.h"
#include "core/net/exchange_log.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void remembersWhoItIs();
    void clientIdIsTheOwnAccount();
    void emptyAccountMeansOwnCredential();
    void ownAccountHasTheOwnCredential();
    void keyPairIsNoCredentialOfAnAccount();
    void accountWithoutSecret();
    void newestClientSecretIsUsed();
    void apiKeyAccount();
    void authorizerIsKeptAndForgotten();
    void concurrentCallersShareOne();
    void forgettingMeanwhileIsRespected();
    void lockedKeychainIsTold();

    void checkTellsWhoAndHowMany();
    void checkFails_data();
    void checkFails();

    void openingReadsTheCredential();
    void openingWithoutCredential();
    void openingWithLockedKeychain();
    void unknownProviderIsRefused();

private:
    void store(const QString &owner, const QString &item, const QString &value);
    const FakeAuthorizer *authorizerOf(const QString &accountId);
    std::shared_ptr<SessionFactory> factory() const;

    std::shared_ptr<QStringList> m_log;
    std::shared_ptr<FakeProvider> m_provider;
    std::shared_ptr<FaultyCredentialStore> m_credentials;
    Connection m_connection;
    std::shared_ptr<Session> m_session;
    const QString m_account = QStringLiteral("account-1");
};

void SessionTest::init()
{
    m_log = std::make_shared<QStringList>();
    m_provider = std::make_shared<FakeProvider>(m_log);
    m_credentials = std::make_shared<FaultyCredentialStore>(m_log);
    m_connection = Connection();
    m_connection.id = QStringLiteral("c1");
    m_connection.name = QStringLiteral("Tecton prod");
    m_connection.provider = QStringLiteral("tecton");
    m_connection.baseUrl = QUrl(QStringLiteral("https://acme.example"));
    auto own = std::make_shared<FakeAuthorizer>(QString(), AccountType::ApiKey, Secret());
    m_session = std::make_shared<Session>(m_connection, m_provider, own, m_credentials);
}

void SessionTest::store(const QString &owner, const QString &item, const QString &value)
{
    StoredCredential credential;
    credential.key = {m_connection.id, owner, item};
    auto secret = std::make_shared<const Secret>(fakeSecret(value));
    QVERIFY(await(m_credentials->write(credential, secret)));
    m_log->clear();
}

const FakeAuthorizer *SessionTest::authorizerOf(const QString &accountId)
{
    const auto made = await(m_session->authorizerFor(accountId));
    return made ? dynamic_cast<const FakeAuthorizer *>(made->get()) : nullptr;
}

std::shared_ptr<SessionFactory> SessionTest::factory() const
{
    return std::make_shared<SessionFactory>(
        m_credentials, std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>());
}

void SessionTest::remembersWhoItIs()
{
    QVERIFY(m_session->ownAccountId().isEmpty());
    m_provider->identity = {m_account, QStringLiteral("ci-admin"), true};
    const auto identity = await(m_session->identify(CancelToken()));
    QVERIFY(identity);
    QCOMPARE(identity->name, QStringLiteral("ci-admin"));
    QCOMPARE(m_session->ownAccountId(), m_account);
}

void SessionTest::clientIdIsTheOwnAccount()
{
    m_connection.signIn = SignIn::ClientCredentials;
    m_connection.clientId = m_account;
    const Session session(m_connection, m_provider, nullptr, m_credentials);
    QCOMPARE(session.ownAccountId(), m_account);
}

void SessionTest::emptyAccountMeansOwnCredential()
{
    const auto own = await(m_session->authorizerFor(QString()));
    QVERIFY(own);
    QCOMPARE(own->get(), m_session->authorizer().get());
    QVERIFY(m_log->isEmpty());
}

void SessionTest::ownAccountHasTheOwnCredential()
{
    m_provider->identity = {m_account, QStringLiteral("ci-admin"), true};
    QVERIFY(await(m_session->identify(CancelToken())));
    const auto own = await(m_session->authorizerFor(m_account));
    QVERIFY(own);
    QCOMPARE(own->get(), m_session->authorizer().get());
    QVERIFY(!m_session->storedKey(m_account));

    store(CredentialKey::connectionOwner, QStringLiteral("api-key"), QStringLiteral("key"));
    QCOMPARE(m_session->storedKey(m_account)->owner, CredentialKey::connectionOwner);
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("its own"));
    QCOMPARE(m_session->storedKey(m_account)->item, QStringLiteral("secret-1"));
    QVERIFY(!m_session->storedKey(QStringLiteral("account-2")));
    QVERIFY(!m_session->storedKey(QString()));
}

void SessionTest::keyPairIsNoCredentialOfAnAccount()
{
    m_connection.signIn = SignIn::Digest;
    const auto session =
        std::make_shared<Session>(m_connection, m_provider, m_session->authorizer(), m_credentials);
    m_provider->identity = {m_account, QStringLiteral("key"), true};
    QVERIFY(await(session->identify(CancelToken())));
    store(CredentialKey::connectionOwner, QStringLiteral("private-key"), QStringLiteral("key"));
    QVERIFY(!session->storedKey(m_account));
    QVERIFY(!await(session->authorizerFor(m_account)));
}

void SessionTest::accountWithoutSecret()
{
    const auto made = await(m_session->authorizerFor(m_account));
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::NotFound);
    QVERIFY(made.error().message.contains(m_account));
    QVERIFY(made.error().hint.contains(u"client secret"));
    QVERIFY(m_log->isEmpty());
}

void SessionTest::newestClientSecretIsUsed()
{
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("old"));
    store(m_account, QStringLiteral("secret-2"), QStringLiteral("new"));
    store(m_account, QStringLiteral("api-key"), QStringLiteral("key"));
    store(QStringLiteral("account-2"), QStringLiteral("secret-3"), QStringLiteral("other"));
    const FakeAuthorizer *made = authorizerOf(m_account);
    QVERIFY(made);
    QCOMPARE(made->accountId, m_account);
    QCOMPARE(made->type, AccountType::OAuth);
    QVERIFY(made->secret == fakeSecret(QStringLiteral("new")));
}

void SessionTest::apiKeyAccount()
{
    store(m_account, QStringLiteral("api-key"), QStringLiteral("key"));
    const FakeAuthorizer *made = authorizerOf(m_account);
    QVERIFY(made);
    QCOMPARE(made->type, AccountType::ApiKey);
}

void SessionTest::authorizerIsKeptAndForgotten()
{
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("old"));
    const FakeAuthorizer *first = authorizerOf(m_account);
    QCOMPARE(authorizerOf(m_account), first);
    QCOMPARE(*m_log, QStringList(QStringLiteral("read secret-1")));
    m_session->forgetAuthorizer(m_account);
    QVERIFY(authorizerOf(m_account));
    QCOMPARE(m_log->size(), 2);
}

void SessionTest::concurrentCallersShareOne()
{
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("value"));
    m_credentials->holdReads();
    Awaited<std::shared_ptr<Authorizer>> first(m_session->authorizerFor(m_account));
    Awaited<std::shared_ptr<Authorizer>> second(m_session->authorizerFor(m_account));
    m_credentials->releaseReads();
    QTRY_VERIFY(first.isReady() && second.isReady());
    QVERIFY(first.get() && second.get());
    QCOMPARE(first.get()->get(), second.get()->get());
}

void SessionTest::forgettingMeanwhileIsRespected()
{
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("value"));
    m_credentials->holdReads();
    Awaited<std::shared_ptr<Authorizer>> early(m_session->authorizerFor(m_account));
    m_session->forgetAuthorizer(m_account);
    m_credentials->releaseReads();
    QTRY_VERIFY(early.isReady());
    QVERIFY(early.get());
    // What was read before it was forgotten may be an older secret.
    QCOMPARE(m_log->count(QStringLiteral("read secret-1")), 2);
    QCOMPARE(authorizerOf(m_account), early.get()->get());
}

void SessionTest::lockedKeychainIsTold()
{
    store(m_account, QStringLiteral("secret-1"), QStringLiteral("value"));
    m_credentials->refuseReads = true;
    const auto made = await(m_session->authorizerFor(m_account));
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::Keychain);
}

void SessionTest::checkTellsWhoAndHowMany()
{
    m_provider->identity = {m_account, QStringLiteral("ci-admin"), true};
    m_provider->accounts.resize(2);
    const auto check = await(checkConnection(m_session, CancelToken()));
    QVERIFY(check);
    QCOMPARE(check->accounts, 2);
    QCOMPARE(check->identity.id, m_account);
    QVERIFY(check->summary.startsWith(
        u"Signed in as ci-admin, an administrator. 2 service accounts, answered in "));
    QCOMPARE(*m_log, QStringList({QStringLiteral("whoAmI"), QStringLiteral("listAccounts")}));
}

void SessionTest::checkFails_data()
{
    QTest::addColumn<QString>("call");
    QTest::newRow("sign in") << QStringLiteral("whoAmI");
    QTest::newRow("list") << QStringLiteral("listAccounts");
}

void SessionTest::checkFails()
{
    QFETCH(QString, call);
    const Error error = makeError(ErrorKind::NotAuthenticated, QStringLiteral("Wrong key."));
    m_provider->failNext(call, error);
    const auto check = await(checkConnection(m_session, CancelToken()));
    QVERIFY(!check);
    QCOMPARE(check.error(), error);
}

void SessionTest::openingReadsTheCredential()
{
    store(CredentialKey::connectionOwner, QStringLiteral("api-key"), QStringLiteral("key"));
    const auto opened = await(factory()->open(m_connection));
    QVERIFY(opened);
    QCOMPARE((*opened)->connection(), m_connection);
    QVERIFY((*opened)->provider());
    QVERIFY((*opened)->authorizer());
    QCOMPARE(*m_log, QStringList(QStringLiteral("read api-key")));
}

void SessionTest::openingWithoutCredential()
{
    m_connection.signIn = SignIn::ClientCredentials;
    const auto opened = await(factory()->open(m_connection));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::NotFound);
    QVERIFY(opened.error().message.contains(u"Tecton prod"));
    QCOMPARE(*m_log, QStringList(QStringLiteral("read client-secret")));
}

void SessionTest::openingWithLockedKeychain()
{
    m_credentials->refuseReads = true;
    const auto opened = await(factory()->open(m_connection));
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Keychain);
}

void SessionTest::unknownProviderIsRefused()
{
    m_connection.provider = QStringLiteral("no-such-provider");
    const auto opened = factory()->openWith(m_connection, fakeSecret(QStringLiteral("key")));
    QVERIFY(!opened);
}

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
