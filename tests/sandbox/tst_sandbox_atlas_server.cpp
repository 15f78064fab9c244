#include "app/sandbox/sandbox.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QtTest>

#include <memory>

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox;

/// The Atlas side over the wire.
class TestSandboxAtlasServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start({}); }
    void cleanup() { m_sandbox.reset(); }

    void tellsHowToReachIt();
    void journey();
    void refusesConcurrentCreations();
    void tellsFaultsInItsWords_data();
    void tellsFaultsInItsWords();
    void tellsTokenFaultsInItsWords();
    void keepsItsState();
    void addsAccountsForScale();
    void theClockMoves();
    void seesTheAddressOfTheClient();
    void countsRequests();

private:
    struct Answer
    {
        int status = 0;
        QJsonObject body;
        QByteArray retryAfter;
    };

    void start(SandboxOptions options)
    {
        m_sandbox = std::make_unique<Sandbox>(std::move(options));
        QString errorText;
        if (!m_sandbox->start(&errorText))
            qFatal("%s", qUtf8Printable(errorText));
        m_token.clear();
        m_atlas = m_sandbox->info().atlas;
        m_org = "/api/atlas/v2/orgs/"_L1 + m_atlas.orgId;
    }
    QNetworkRequest requestTo(const QString &path) const
    {
        QNetworkRequest request(QUrl(m_atlas.url + path, QUrl::StrictMode));
        request.setRawHeader("Accept", "application/vnd.atlas.2025-03-12+json");
        request.setRawHeader("Content-Type", "application/vnd.atlas.2025-03-12+json");
        request.setRawHeader("Authorization", m_token);
        return request;
    }
    std::unique_ptr<QNetworkReply>
    begin(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        return std::unique_ptr<QNetworkReply>(
            m_manager.sendCustomRequest(requestTo(path), method, body));
    }
    static Answer finish(const std::unique_ptr<QNetworkReply> &reply)
    {
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000))
            qFatal("no answer");
        return {
            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object(), reply->rawHeader("Retry-After")};
    }
    Answer call(const QByteArray &method, const QString &path, const QJsonValue &body = {})
    {
        const QJsonDocument document =
            body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject());
        return finish(begin(method, path, body.isNull() ? QByteArray() : document.toJson()));
    }
    Answer askForToken()
    {
        QNetworkRequest request{QUrl(m_atlas.tokenUrl)};
        request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
        const QString pair = m_atlas.clientId + u':' + m_atlas.clientSecret;
        request.setRawHeader("Authorization", "Basic " + pair.toLatin1().toBase64());
        return finish(std::unique_ptr<QNetworkReply>(
            m_manager.post(request, "grant_type=client_credentials")));
    }
    void signIn()
    {
        m_token = "Bearer " + askForToken().body["access_token"_L1].toString().toLatin1();
    }
    QString accountPath(const QString &id) const { return m_org + "/serviceAccounts/"_L1 + id; }

    QNetworkAccessManager m_manager;
    std::unique_ptr<Sandbox> m_sandbox;
    AtlasEndpoint m_atlas;
    QString m_org;
    QByteArray m_token;
};

void TestSandboxAtlasServer::tellsHowToReachIt()
{
    const QJsonObject line = toJson(m_sandbox->info())["atlas"_L1].toObject();
    const QStringList expected{u"clientId"_s,   u"clientSecret"_s, u"orgId"_s,    u"privateKey"_s,
                               u"projectIds"_s, u"publicKey"_s,    u"tokenUrl"_s, u"url"_s};
    QCOMPARE(line.keys(), expected);
    QCOMPARE(line["projectIds"_L1].toArray().size(), 3);
    QVERIFY(m_atlas.clientSecret != Sandbox({}).info().atlas.clientSecret);
}

void TestSandboxAtlasServer::journey()
{
    QCOMPARE(call("GET", m_org).status, 401);
    signIn();
    const QJsonObject account{
        {u"name"_s, u"journey"_s},
        {u"description"_s, u"two roles, thirty days"_s},
        {u"roles"_s, QJsonArray{u"ORG_READ_ONLY"_s, u"ORG_GROUP_CREATOR"_s}},
        {u"secretExpiresAfterHours"_s, 720}};
    const Answer created = call("POST", m_org + "/serviceAccounts"_L1, account);
    QCOMPARE(created.status, 201);
    const QString id = created.body["clientId"_L1].toString();
    const QJsonArray entries{QJsonObject{{u"cidrBlock"_s, u"127.0.0.0/8"_s}}};
    QCOMPARE(call("POST", accountPath(id) + "/accessList"_L1, entries).status, 200);

    const QByteArray console = m_token;
    const AtlasEndpoint own = m_atlas;
    m_atlas.clientId = id;
    m_atlas.clientSecret = created.body["secrets"_L1][0]["secret"_L1].toString();
    signIn();
    QCOMPARE(call("GET", u"/api/atlas/v2/groups"_s).body["results"_L1].toArray().size(), 3);
    m_atlas = own;
    m_token = console;
    QCOMPARE(call("DELETE", accountPath(id) + "/accessList/127.0.0.0%2F8"_L1).status, 400);
    const QString invite =
        u"/api/atlas/v2/groups/%1/serviceAccounts/%2:invite"_s.arg(m_atlas.projectIds[0], id);
    QCOMPARE(
        call("POST", invite, QJsonObject{{u"roles"_s, QJsonArray{u"GROUP_OWNER"_s}}}).status, 200);
    QCOMPARE(call("DELETE", accountPath(id)).status, 204);
    QCOMPARE(call("GET", accountPath(id)).status, 404);
}

void TestSandboxAtlasServer::refusesConcurrentCreations()
{
    signIn();
    const QString path = accountPath(u"mdb_sa_id_9b41e7d5026f8ac3b1d490e6"_s) + "/secrets"_L1;
    bool collided = false;
    // Whether requests meet is up to the scheduler, so try until they do.
    for (int round = 0; round < 50 && !collided; ++round) {
        std::vector<std::unique_ptr<QNetworkReply>> replies;
        replies.reserve(4);
        for (int i = 0; i < 4; ++i)
            replies.push_back(begin("POST", path, "{\"secretExpiresAfterHours\": 24}"));
        for (const auto &reply : replies) {
            const Answer answer = finish(reply);
            const bool isConcurrent = answer.status == 409;
            QVERIFY(isConcurrent || answer.status == 201 || answer.status == 400);
            if (isConcurrent)
                QCOMPARE(answer.body["errorCode"_L1].toString(), u"DATA_CONCURRENCY_ERROR"_s);
            collided = collided || isConcurrent;
        }
    }
    QVERIFY(collided);
}

void TestSandboxAtlasServer::tellsFaultsInItsWords_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const auto row = [](const QString &action, int status, const QString &code) {
        QTest::newRow(qUtf8Printable(action)) << u"serviceAccounts="_s + action << status << code;
    };
    row(u"status:401"_s, 401, u"UNAUTHORIZED"_s);
    row(u"status:403"_s, 403, u"USER_UNAUTHORIZED"_s);
    row(u"status:404"_s, 404, u"RESOURCE_NOT_FOUND"_s);
    row(u"status:409"_s, 409, u"DATA_CONCURRENCY_ERROR"_s);
    row(u"status:410"_s, 410, u"VERSION_GONE"_s);
    row(u"retry-after:2"_s, 429, u"RATE_LIMITED"_s);
    row(u"status:500"_s, 500, u"UNEXPECTED_ERROR"_s);
    row(u"status:503"_s, 503, u"SERVICE_UNAVAILABLE"_s);
}

void TestSandboxAtlasServer::tellsFaultsInItsWords()
{
    QFETCH(QString, rule);
    QFETCH(QString, code);
    QVERIFY(m_sandbox->setFaults({rule}));
    const Answer answer = call("GET", m_org + "/serviceAccounts"_L1);
    QTEST(answer.status, "status");
    QCOMPARE(answer.body["errorCode"_L1].toString(), code);
    QCOMPARE(answer.body["error"_L1].toInt(), answer.status);
    QCOMPARE(answer.retryAfter, answer.status == 429 ? QByteArray("2") : QByteArray());
}

void TestSandboxAtlasServer::tellsTokenFaultsInItsWords()
{
    QVERIFY(m_sandbox->setFaults({u"oauth/token=status:401@1"_s, u"oauth/token=status:503@2"_s}));
    const Answer refused = askForToken();
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.body["error"_L1].toString(), u"invalid_client"_s);
    QCOMPARE(askForToken().body["errorCode"_L1].toString(), u"SERVICE_UNAVAILABLE"_s);
    QCOMPARE(askForToken().status, 200);
}

void TestSandboxAtlasServer::keepsItsState()
{
    const QTemporaryDir folder;
    SandboxOptions options;
    options.dataDir = folder.path();
    start(options);
    signIn();
    const AtlasEndpoint before = m_atlas;
    const QJsonObject key{{u"desc"_s, u"kept"_s}, {u"roles"_s, QJsonArray{u"ORG_MEMBER"_s}}};
    const Answer created = call("POST", m_org + "/apiKeys"_L1, key);
    const QString list = accountPath(u"mdb_sa_id_71c05be29d38f6a4170e92bb"_s) + "/accessList"_L1;
    const QJsonArray entries{QJsonObject{{u"ipAddress"_s, u"192.0.2.1"_s}}};
    const QJsonValue entriesBefore = call("POST", list, entries).body["results"_L1];
    const QJsonValue accountsBefore = call("GET", m_org + "/serviceAccounts"_L1).body["results"_L1];
    start(options);
    QCOMPARE(m_atlas.clientSecret, before.clientSecret);
    QCOMPARE(m_atlas.privateKey, before.privateKey);
    QCOMPARE(m_atlas.orgId, before.orgId);
    signIn();
    QJsonValue accounts = call("GET", m_org + "/serviceAccounts"_L1).body["results"_L1];
    QCOMPARE(accounts.toArray().size(), accountsBefore.toArray().size());
    QCOMPARE(accounts[1], accountsBefore[1]);
    QCOMPARE(call("GET", list).body["results"_L1], entriesBefore);
    QCOMPARE(call("GET", m_org + "/apiKeys"_L1).body["totalCount"_L1].toInt(), 4);
    QCOMPARE(
        call("GET", m_org + "/events?eventType=API_KEY_CREATED"_L1).body["totalCount"_L1].toInt(),
        1);
    QFile file(folder.filePath(u"atlas-state.json"_s));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(created.body["privateKey"_L1].toString().toLatin1()));
}

void TestSandboxAtlasServer::addsAccountsForScale()
{
    SandboxOptions options;
    options.extraAccounts = 1234;
    start(options);
    signIn();
    const Answer page = call("GET", m_org + "/serviceAccounts?itemsPerPage=500&pageNum=3"_L1);
    QCOMPARE(page.body["totalCount"_L1].toInt(), 1234 + 9);
    QCOMPARE(page.body["results"_L1].toArray().size(), 243);
    const QJsonObject account{
        {u"name"_s, u"one-more"_s},
        {u"description"_s, u"x"_s},
        {u"roles"_s, QJsonArray{u"ORG_MEMBER"_s}},
        {u"secretExpiresAfterHours"_s, 8}};
    QCOMPARE(call("POST", m_org + "/serviceAccounts"_L1, account).status, 201);
}

void TestSandboxAtlasServer::theClockMoves()
{
    signIn();
    QCOMPARE(call("GET", m_org).status, 200);
    m_sandbox->advanceClock(std::chrono::hours(1));
    QCOMPARE(call("GET", m_org).status, 401);
    signIn();
    QCOMPARE(call("GET", m_org).status, 200);
    const Answer moved =
        call("POST", u"/_sandbox/clock"_s, QJsonObject{{u"advanceSeconds"_s, 181 * 86'400}});
    QCOMPARE(moved.status, 200);
    QCOMPARE(askForToken().status, 401); // the secret has ended
    QCOMPARE(call("POST", u"/_sandbox/clock"_s, QJsonObject()).status, 400);
}

void TestSandboxAtlasServer::seesTheAddressOfTheClient()
{
    signIn();
    const QString list = accountPath(m_atlas.clientId) + "/accessList"_L1;
    const QJsonValue own = call("GET", u"/api/private/ipinfo"_s).body["currentIpv4Address"_L1];
    QCOMPARE(own.toString(), u"127.0.0.1"_s);
    QCOMPARE(call("POST", list, QJsonArray{QJsonObject{{u"ipAddress"_s, own}}}).status, 200);
    QCOMPARE(call("GET", m_org).status, 200);

    QTcpSocket socket;
    QVERIFY(socket.bind(QHostAddress(u"127.0.0.2"_s)));
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(m_atlas.url).port()));
    QVERIFY(socket.waitForConnected());
    socket.write(
        "GET " + m_org.toLatin1() + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + m_token +
        "\r\n\r\n");
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("IP_ADDRESS_NOT_ON_ACCESS_LIST"));
    QVERIFY(answer.startsWith("HTTP/1.1 403"));
}

void TestSandboxAtlasServer::countsRequests()
{
    signIn();
    signIn();
    const QJsonObject requests = m_sandbox->stats()["requests"_L1].toObject();
    QCOMPARE(requests["POST /api/oauth/token"_L1]["200"_L1].toInt(), 2);
}

QTEST_GUILESS_MAIN(TestSandboxAtlasServer)
#include "tst_sandbox_atlas_server.moc"
