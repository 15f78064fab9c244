#include "tests/sandbox/http_probe.h"

#include <QHostInfo>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox;

class TestSandboxServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverlessUntilStarted();
    void servesTheWholeJourney();
    void answersWithoutCredentialOnlyWhereItShould();
    void unknownPathsAndMethods();
    void countsRequests();
    void twoInstancesKnowNothingOfEachOther();
    void stopsQuicklyWhileAnAnswerIsDelayed();
    void stopsQuicklyWithIdleConnections();
    void portInUseIsAnError();
    void unreadableOptionsAreErrors_data();
    void unreadableOptionsAreErrors();
    void servesHttps();
    void propagationDelaysNewCredentials();
    void skewsTheClock();
    void waitsForItsLatency();
    void answersInCamelCase();
    void seedsExtraAccounts();
    void readsASeedFile();
    void manyConnectionsAtOnce();

private:
    static std::unique_ptr<Sandbox> started(SandboxOptions options = {})
    {
        auto sandbox = std::make_unique<Sandbox>(std::move(options));
        QString errorText;
        if (!sandbox->start(&errorText))
            qFatal("%s", qUtf8Printable(errorText));
        return sandbox;
    }
    static QByteArray tokenForm(const QJsonObject &account)
    {
        return "grant_type=client_credentials&scope=everything&client_id=" +
               account["id"_L1].toString().toLatin1() +
               "&client_secret=" + account["client_secret"_L1].toString().toLatin1();
    }
};

void TestSandboxServer::serverlessUntilStarted()
{
    Sandbox sandbox({});
    QVERIFY(sandbox.info().url.isEmpty());
    QVERIFY(sandbox.stats().isEmpty());
    QVERIFY(!sandbox.setFaults({}));
    sandbox.stop();
}

void TestSandboxServer::servesTheWholeJourney()
{
    const auto sandbox = started();
    HttpProbe probe(sandbox->info());
    const QJsonObject account =
        probe
            .call(
                u"create-service-account"_s,
                {{u"name"_s, u"journey"_s},
                 {u"credentials_type"_s,
                  u"SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS"_s}})
            .json();
    const QJsonObject grant{
        {u"resource_type"_s, u"RESOURCE_TYPE_WORKSPACE"_s},
        {u"resource_id"_s, u"prod"_s},
        {u"role"_s, u"read_data_role"_s},
        {u"principal_type"_s, u"PRINCIPAL_TYPE_SERVICE_ACCOUNT"_s},
        {u"principal_id"_s, account["id"_L1]}};
    QCOMPARE(probe.call(u"assign-roles"_s, {{u"assignments"_s, QJsonArray{grant}}}).status, 200);
    const Exchange token = probe.postText(
        u"/oauth2/default/v1/token"_s, tokenForm(account), u"application/x-www-form-urlencoded"_s);
    QCOMPARE(token.status, 200);

    QNetworkRequest request(QUrl(
        sandbox->info().tecton.url +
        u"/api/v2/workspaces/prod/feature-services/fraud_detection_feature_service/get-features"_s));
    request.setRawHeader(
        "Authorization", "Bearer " + token.json()["access_token"_L1].toString().toLatin1());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QByteArray body = R"({"params": {"joinKeyMap": {"user_id": "u", "merchant": "1"},
                                           "requestContextMap": {"amt": 101}}})";
    const auto look = [&] {
        return HttpProbe::finish(std::unique_ptr<QNetworkReply>(probe.manager.post(request, body)));
    };
    QCOMPARE(look().json()["result"_L1]["features"_L1].toArray().size(), 14);
    const QJsonObject off{{u"id"_s, account["id"_L1]}, {u"is_active"_s, false}};
    QCOMPARE(probe.call(u"update-service-account"_s, off).status, 200);
    QCOMPARE(look().status, 401);
}

void TestSandboxServer::answersWithoutCredentialOnlyWhereItShould()
{
    const auto sandbox = started();
    SandboxInfo stranger = sandbox->info();
    stranger.tecton.adminApiKey = u"unknown"_s;
    HttpProbe probe(stranger);
    QCOMPARE(probe.call(u"get-login-configs"_s).status, 200);
    QCOMPARE(probe.call(u"get-service-accounts"_s).status, 401);
    QCOMPARE(probe.post(u"/api/v1/feature-service/get-features"_s, {}).status, 401);
    QCOMPARE(
        probe.get(u"/oauth2/default/.well-known/oauth-authorization-server"_s)
            .json()["token_endpoint"_L1]
            .toString(),
        sandbox->info().tecton.tokenUrl);
}

void TestSandboxServer::unknownPathsAndMethods()
{
    const auto sandbox = started();
    HttpProbe probe(sandbox->info());
    QCOMPARE(probe.get(u"/nothing"_s).status, 404);
    QCOMPARE(probe.call(u"no-such-call"_s).status, 404);
    QCOMPARE(probe.get(u"/oauth2/default/v1/token"_s).status, 405);
    QCOMPARE(
        probe.postText(u"/api/v1/metadata-service/get-roles"_s, "{not json", u"application/json"_s)
            .status,
        400);
}

void TestSandboxServer::countsRequests()
{
    const auto sandbox = started();
    HttpProbe probe(sandbox->info());
    probe.call(u"get-roles"_s);
    probe.call(u"get-roles"_s);
    const QJsonObject stats = probe.get(u"/_sandbox/stats"_s).json();
    QCOMPARE(stats, sandbox->stats());
    QCOMPARE(stats["total"_L1].toInt(), 2);
    QCOMPARE(
        stats["requests"_L1]["POST /api/v1/metadata-service/get-roles"_L1]["200"_L1].toInt(), 2);
}

void TestSandboxServer::twoInstancesKnowNothingOfEachOther()
{
    const auto first = started();
    const auto second = started();
    QVERIFY(first->info().url != second->info().url);
    QVERIFY(first->info().tecton.adminApiKey != second->info().tecton.adminApiKey);
    HttpProbe firstProbe(first->info());
    HttpProbe secondProbe(second->info());
    QCOMPARE(firstProbe.call(u"create-service-account"_s, newAccount(u"only-here"_s)).status, 200);
    QVERIFY(hasAccount(firstProbe, u"only-here"_s));
    QVERIFY(!hasAccount(secondProbe, u"only-here"_s));
}

void TestSandboxServer::stopsQuicklyWhileAnAnswerIsDelayed()
{
    SandboxOptions options;
    options.faults = {u"get-roles=delay:60s"_s, u"list-workspaces=slow-body:60s"_s};
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    const auto delayed = probe.begin(u"/api/v1/metadata-service/get-roles"_s, {});
    const auto dripping = probe.begin(u"/api/v1/metadata-service/list-workspaces"_s, {});
    QTRY_VERIFY(sandbox->stats()["total"_L1].toInt() >= 1);
    QElapsedTimer timer;
    timer.start();
    sandbox->stop();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    QTRY_VERIFY(delayed->isFinished() && dripping->isFinished());
    QVERIFY(delayed->error() != QNetworkReply::NoError);
}

void TestSandboxServer::stopsQuicklyWithIdleConnections()
{
    const auto sandbox = started();
    HttpProbe probe(sandbox->info());
    QCOMPARE(probe.call(u"get-roles"_s).status, 200); // leaves a keep-alive connection
    QTcpSocket silent;
    silent.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(sandbox->info().url).port()));
    QVERIFY(silent.waitForConnected());
    silent.write("POST /half HTTP/1.1\r\nContent-Le");
    QVERIFY(silent.waitForBytesWritten());
    QElapsedTimer timer;
    timer.start();
    sandbox->stop();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

void TestSandboxServer::portInUseIsAnError()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    SandboxOptions options;
    options.port = other.serverPort();
    Sandbox sandbox(options);
    QString errorText;
    QVERIFY(!sandbox.start(&errorText));
    QVERIFY(errorText.contains(QString::number(options.port)));

    const auto first = started();
    options.port = static_cast<quint16>(QUrl(first->info().url).port());
    Sandbox second(options);
    QVERIFY(!second.start(&errorText));
}

void TestSandboxServer::unreadableOptionsAreErrors_data()
{
    QTest::addColumn<QString>("seed");
    QTest::addColumn<QStringList>("faults");
    QTest::newRow("seed") << u"/nonexistent/seed.json"_s << QStringList();
    QTest::newRow("fault") << u"demo"_s << QStringList{u"nonsense"_s};
}

void TestSandboxServer::unreadableOptionsAreErrors()
{
    QFETCH(QString, seed);
    QFETCH(QStringList, faults);
    SandboxOptions options;
    options.seed = seed;
    options.faults = faults;
    Sandbox sandbox(options);
    QString errorText;
    QVERIFY(!sandbox.start(&errorText));
    QVERIFY(!errorText.isEmpty());
    QVERIFY(!sandbox.start(nullptr));
}

void TestSandboxServer::servesHttps()
{
    SandboxOptions options;
    options.tls = true;
    const auto sandbox = started(options);
    QVERIFY(sandbox->info().url.startsWith(u"https://"_s));
    QVERIFY(QFile::exists(sandbox->info().caFile));
    HttpProbe stranger(sandbox->info());
    QCOMPARE(stranger.call(u"get-login-configs"_s).error, QNetworkReply::SslHandshakeFailedError);

    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setCaCertificates(QSslCertificate::fromPath(sandbox->info().caFile));
    QStringList hosts{u"127.0.0.1"_s};
    if (!QHostInfo::fromName(u"localhost"_s)
             .addresses()
             .isEmpty()) // a bare system has no such name
        hosts.append(u"localhost"_s);
    for (const QString &host : hosts) {
        QUrl url(sandbox->info().url + u"/api/v1/metadata-service/get-login-configs"_s);
        url.setHost(host);
        QNetworkRequest request(url);
        request.setSslConfiguration(trusting);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        QNetworkAccessManager manager; // the first one remembers that the host was not trusted
        const Exchange exchange =
            HttpProbe::finish(std::unique_ptr<QNetworkReply>(manager.post(request, "{}")));
        QCOMPARE(exchange.status, 200);
    }
    const QString caFile = sandbox->info().caFile;
    sandbox->stop();
    QVERIFY(!QFile::exists(caFile));
}

void TestSandboxServer::propagationDelaysNewCredentials()
{
    SandboxOptions options;
    options.propagationSeconds = 600;
    const auto sandbox = started(options);
    HttpProbe admin(sandbox->info());
    const Exchange created = admin.call(u"create-service-account"_s, newAccount(u"late"_s));
    SandboxInfo info = sandbox->info();
    info.tecton.adminApiKey = created.json()["api_key"_L1].toString();
    HttpProbe early(info);
    QCOMPARE(early.call(u"get-roles"_s).status, 401);
}

void TestSandboxServer::skewsTheClock()
{
    SandboxOptions options;
    options.clockSkewSeconds = 7200;
    const auto sandbox = started(options);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(QUrl(sandbox->info().url + u"/_sandbox/stats"_s))));
    QTRY_VERIFY(reply->isFinished());
    QDateTime date = QLocale::c().toDateTime(
        QString::fromLatin1(reply->rawHeader("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    QVERIFY(date.isValid());
    const qint64 ahead = QDateTime::currentDateTimeUtc().secsTo(date);
    QVERIFY2(ahead > 7100 && ahead < 7300, qPrintable(QString::number(ahead)));
}

void TestSandboxServer::waitsForItsLatency()
{
    SandboxOptions options;
    options.latencyMs = 120;
    options.latencyJitterMs = 20;
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(probe.call(u"get-roles"_s).status, 200);
    QVERIFY(timer.elapsed() >= 100);
}

void TestSandboxServer::answersInCamelCase()
{
    SandboxOptions options;
    options.camelCase = true;
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    const QJsonArray accounts =
        probe.call(u"get-service-accounts"_s).json()["serviceAccounts"_L1].toArray();
    QCOMPARE(accounts.size(), 11);
    for (const QJsonValue &account : accounts)
        QCOMPARE(
            account.toObject().contains("isActive"_L1),
            account["name"_L1].toString() != u"ci-smoke-tests"_s);
}

void TestSandboxServer::seedsExtraAccounts()
{
    SandboxOptions options;
    options.seed = u"empty"_s;
    options.extraAccounts = 500;
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    QCOMPARE(
        probe.call(u"get-service-accounts"_s).json()["service_accounts"_L1].toArray().size(), 501);
}

void TestSandboxServer::readsASeedFile()
{
    const QTemporaryDir folder;
    SandboxOptions options;
    options.seed = folder.filePath(u"seed.json"_s);
    QFile file(options.seed);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"workspaces": [{"name": "lab"}]})");
    file.close();
    const auto sandbox = started(options);
    HttpProbe probe(sandbox->info());
    const QJsonObject answer = probe.call(u"list-workspaces"_s).json();
    QCOMPARE(answer["workspaces"_L1][0]["name"_L1].toString(), u"lab"_s);
}

void TestSandboxServer::manyConnectionsAtOnce()
{
    const auto sandbox = started();
    std::vector<std::unique_ptr<HttpProbe>> probes;
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    for (int i = 0; i < 40; ++i) {
        probes.push_back(std::make_unique<HttpProbe>(sandbox->info()));
        replies.push_back(probes.back()->begin(u"/api/v1/metadata-service/get-roles"_s, {}));
    }
    for (auto &reply : replies)
        QCOMPARE(HttpProbe::finish(std::move(reply)).status, 200);
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandbox_server.moc"
