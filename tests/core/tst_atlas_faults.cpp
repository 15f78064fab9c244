#include "tests/core/atlas_fixture.h"
#include "tests/support/test_server.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString backupExporter = QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb");

/// A provider that talks to a server of the test's own.
struct Scripted
{
    explicit Scripted(std::function<TestAnswer(const TestRequest &)> handler)
    {
        server.answerWith([handler](const TestRequest &request) {
            if (request.target.startsWith("/api/oauth/"))
                return json("{\"access_token\":\"fake\",\"token_type\":\"Bearer\","
                            "\"expires_in\":3600}");
            return handler(request);
        });
        ProviderSettings settings;
        settings.provider = QStringLiteral("atlas");
        settings.baseUrl = server.url();
        settings.orgId = QStringLiteral("32b6e34b3d91647abb20e7b8");
        ProviderCredential credential;
        credential.signIn = SignIn::ClientCredentials;
        credential.clientId = QStringLiteral("mdb_sa_id_1");
        credential.secret = Secret(QByteArray("not-a-real-secret"));
        const auto clock = std::make_shared<SystemClock>();
        provider = connectProvider(
                       settings, std::move(credential),
                       std::make_shared<HttpClient>(
                           std::make_shared<QNetworkAccessManager>(), TransportOptions(), clock,
                           std::make_shared<ExchangeLog>()),
                       clock)
                       ->provider;
    }

    TestServer server;
    std::shared_ptr<Provider> provider;
};

} // namespace

class TestAtlasFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesThatWereLost_data();
    void writesThatWereLost();
    void readsAreSentAgain();
    void concurrentSecretsAreTriedOnceMore();
    void waitsAreInTheBudget();
    void pagesInACircle();
    void pagesElsewhere();
    void listsThatAreNone_data();
    void listsThatAreNone();
    void expiredTokensAreRenewed();
    void cancelledCalls();
};

void TestAtlasFaults::writesThatWereLost_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("unknown");
    QTest::newRow("before") << QStringLiteral("drop-before") << true;
    QTest::newRow("after") << QStringLiteral("drop-after") << true;
    QTest::newRow("half") << QStringLiteral("truncate") << true;
    QTest::newRow("garbage") << QStringLiteral("garbage") << true;
    QTest::newRow("gateway") << QStringLiteral("status:502") << true;
    QTest::newRow("refused") << QStringLiteral("status:403") << false;
}

void TestAtlasFaults::writesThatWereLost()
{
    QFETCH(const QString, fault);
    QFETCH(const bool, unknown);
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(await(admin->whoAmI({})));
    QVERIFY(fixture.server().setFaults({QStringLiteral("*secrets=") + fault}));
    const auto created = await(admin->createSecret(backupExporter, 24, {}));
    QVERIFY(!created);
    QCOMPARE(created.error().outcomeUnknown, unknown);
}

void TestAtlasFaults::readsAreSentAgain()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QStringLiteral("*serviceAccounts=status:503@1")}));
    QVERIFY(await(admin->listAccounts({}, {})));
}

void TestAtlasFaults::concurrentSecretsAreTriedOnceMore()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QStringLiteral("*secrets=status:409@1")}));
    QVERIFY(await(admin->createSecret(backupExporter, 24, {})));
    QVERIFY(fixture.server().setFaults({QStringLiteral("*secrets=status:409")}));
    const auto refused =
        await(admin->createSecret(QStringLiteral("mdb_sa_id_9b41e7d5026f8ac3b1d490e6"), 24, {}));
    QCOMPARE(errorOf(refused).kind, ErrorKind::Conflict);
    QVERIFY(!errorOf(refused).outcomeUnknown);
}

void TestAtlasFaults::waitsAreInTheBudget()
{
    const Scripted scripted(
        [](const TestRequest &) { return status(429, {{"Retry-After", "30"}}); });
    CancelSource source;
    Awaited<QList<ServiceAccount>> call(scripted.provider->listAccounts({}, source.token()));
    QTRY_VERIFY(scripted.provider->callBudget().retryAt.isValid());
    QVERIFY(!call.isReady());
    QVERIFY(scripted.provider->callBudget().retryAt > QDateTime::currentDateTimeUtc());
    source.cancel();
    QTRY_VERIFY(call.isReady());
}

void TestAtlasFaults::pagesInACircle()
{
    Scripted s([](const TestRequest &) {
        return json("{\"results\":[{\"clientId\":\"a\"}],\"links\":[{\"rel\":\"next\",\"href\":"
                    "\"https://x.example/?pageNum=2\"}]}");
    });
    const auto accounts = await(s.provider->listAccounts({}, {}));
    QCOMPARE(errorOf(accounts).kind, ErrorKind::Protocol);
    QCOMPARE(s.server.requests().size(), 1 + 2);
}

void TestAtlasFaults::pagesElsewhere()
{
    TestServer elsewhere;
    elsewhere.script({status(200)});
    const QByteArray link = elsewhere.url(QStringLiteral("/steal")).toEncoded() + "?pageNum=2";
    Scripted s([link](const TestRequest &request) {
        if (request.target.contains("pageNum=2"))
            return json("{\"results\":[{\"clientId\":\"b\"}],\"links\":[]}");
        return json(
            "{\"results\":[{\"clientId\":\"a\"}],\"links\":[{\"rel\":\"next\",\"href\":\"" + link +
            "\"}]}");
    });
    QCOMPARE(await(s.provider->listAccounts({}, {})).value().size(), 2);
    QVERIFY(elsewhere.requests().isEmpty());
}

void TestAtlasFaults::listsThatAreNone_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no results") << QByteArray("{\"totalCount\":0}");
    QTest::newRow("results is an object") << QByteArray("{\"results\":{}}");
    QTest::newRow("results are numbers") << QByteArray("{\"results\":[1]}");
    QTest::newRow("links are numbers") << QByteArray("{\"results\":[],\"links\":[1]}");
    QTest::newRow("a page") << QByteArray("<html>");
    QTest::newRow("nothing") << QByteArray();
}

void TestAtlasFaults::listsThatAreNone()
{
    QFETCH(const QByteArray, body);
    Scripted s([body](const TestRequest &) { return json(body); });
    const auto accounts = await(s.provider->listAccounts({}, {}));
    QCOMPARE(errorOf(accounts).kind, ErrorKind::Protocol);
    QVERIFY(!errorOf(accounts).outcomeUnknown);
}

void TestAtlasFaults::expiredTokensAreRenewed()
{
    int calls = 0;
    Scripted s([&calls](const TestRequest &) {
        return ++calls == 1 ? json("{\"errorCode\":\"UNAUTHORIZED\",\"error\":401}", 401)
                            : json("{\"results\":[]}");
    });
    QVERIFY(await(s.provider->listAccounts({}, {})));
    QCOMPARE(calls, 2);
    QCOMPARE(s.server.requests().size(), 4);
}

void TestAtlasFaults::cancelledCalls()
{
    Scripted s([](const TestRequest &) { return manner(TestAnswer::Manner::Hang); });
    CancelSource source;
    Awaited<QList<ServiceAccount>> call(s.provider->listAccounts({}, source.token()));
    QTRY_COMPARE(s.server.requests().size(), 2);
    source.cancel();
    QTRY_VERIFY(call.isReady());
    QCOMPARE(errorOf(call.get()).kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestAtlasFaults)
#include "tst_atlas_faults.moc"
