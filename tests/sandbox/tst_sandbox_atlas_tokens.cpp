#include "app/sandbox/jwt.h"
#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;
using keywright::sandbox::HttpHeader;
using keywright::sandbox::HttpRequest;
using keywright::sandbox::HttpResponse;

class TestSandboxAtlasTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void givesATokenOfAnHour();
    void acceptsEncodedCredentials();
    void refuses_data();
    void refuses();
    void refusesAnExpiredSecret();
    void limitsRequestsPerMinute();
    void limitsLiveTokens();
    void revokes();
    void revokesOwnTokensOnly();
    void deletingASecretEndsItsTokens();
    void deletingAnAccountEndsItsTokens();
    void noticesTheUseOfASecret();
    void aTokenIsMadeFromAnywhere();

private:
    HttpResponse ask(QByteArray authorization, const QByteArray &body) const
    {
        return answerTokenRequest(
            form(std::move(authorization), body), m_atlas->state, u"http://x"_s,
            m_atlas->options.tokensPerMinute, m_atlas->nowMs);
    }
    static HttpRequest form(QByteArray authorization, const QByteArray &body)
    {
        HttpRequest request;
        request.method = "POST";
        request.path = "/api/oauth/token";
        request.peerAddress = u"127.0.0.1"_s;
        request.headers = {
            {"content-type", "application/x-www-form-urlencoded"},
            {"authorization", std::move(authorization)}};
        request.body = body;
        return request;
    }
    static QJsonObject read(const HttpResponse &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
    int callWith(const QByteArray &authorization)
    {
        m_atlas->authorization = authorization;
        return m_atlas->call("GET", m_atlas->org);
    }

    std::unique_ptr<AtlasFixture> m_atlas;
    QString m_id;
    QString m_secret;
    QString m_secretId;
};

void TestSandboxAtlasTokens::init()
{
    m_atlas = std::make_unique<AtlasFixture>();
    m_atlas->call(
        "POST", m_atlas->org + "/serviceAccounts",
        AtlasFixture::newAccount(u"client"_s, {u"ORG_OWNER"_s}));
    m_id = m_atlas->json()["clientId"_L1].toString();
    m_secret = m_atlas->json()["secrets"_L1][0]["secret"_L1].toString();
    m_secretId = m_atlas->json()["secrets"_L1][0]["id"_L1].toString();
}

void TestSandboxAtlasTokens::givesATokenOfAnHour()
{
    const HttpResponse response = m_atlas->token(m_id, m_secret);
    QCOMPARE(response.status, 200);
    QVERIFY(response.headers.contains(HttpHeader{"Cache-Control", "no-store"}));
    const QJsonObject answer = read(response);
    QCOMPARE(answer["token_type"_L1].toString(), u"Bearer"_s);
    QCOMPARE(answer["expires_in"_L1].toInt(), 3600);
    const QByteArray bearer = "Bearer " + answer["access_token"_L1].toString().toLatin1();
    QVERIFY(bearer.startsWith("Bearer eyJ"));
    QCOMPARE(callWith(bearer), 200);
    m_atlas->nowMs += 3'599'000 - m_atlas->nowMs % 1000;
    QCOMPARE(callWith(bearer), 200);
    m_atlas->nowMs += 1000;
    QCOMPARE(callWith(bearer), 401);
    QCOMPARE(m_atlas->json()["reason"_L1].toString(), u"Unauthorized"_s);
    QVERIFY(m_atlas->header("WWW-Authenticate").contains("error=\"invalid_token\""));
}

void TestSandboxAtlasTokens::acceptsEncodedCredentials()
{
    QByteArray encoded;
    for (const char character : m_secret.toLatin1())
        encoded += '%' + QByteArray(1, character).toHex();
    const QByteArray pair = m_id.toLatin1() + ':' + encoded;
    QCOMPARE(ask("Basic " + pair.toBase64(), "grant_type=client_credentials").status, 200);
}

void TestSandboxAtlasTokens::refuses_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray good = "grant_type=client_credentials";
    QTest::newRow("secret") << u"ID"_s << u"wrong"_s << good << 401 << u"invalid_client"_s;
    QTest::newRow("client") << u"nobody"_s << u"SECRET"_s << good << 401 << u"invalid_client"_s;
    QTest::newRow("no grant type")
        << u"ID"_s << u"SECRET"_s << QByteArray("a=b") << 400 << u"invalid_request"_s;
    QTest::newRow("grant type") << u"ID"_s << u"SECRET"_s << QByteArray("grant_type=password")
                                << 400 << u"unsupported_grant_type"_s;
    QTest::newRow("repeated") << u"ID"_s << u"SECRET"_s << good + '&' + good << 400
                              << u"invalid_request"_s;
    QTest::newRow("in the body") << u"ID"_s << u"SECRET"_s << good + "&client_secret=x" << 400
                                 << u"invalid_request"_s;
}

void TestSandboxAtlasTokens::refuses()
{
    QFETCH(QString, id);
    QFETCH(QString, secret);
    QFETCH(QByteArray, body);
    QFETCH(QString, error);
    const HttpResponse response =
        ask(AtlasFixture::basic(id.replace(u"ID"_s, m_id), secret.replace(u"SECRET"_s, m_secret)),
            body);
    QTEST(response.status, "status");
    QCOMPARE(read(response)["error"_L1].toString(), error);
    QVERIFY(!read(response)["error_description"_L1].toString().isEmpty());
    QVERIFY(!response.body.contains(m_secret.toLatin1()));
}

void TestSandboxAtlasTokens::refusesAnExpiredSecret()
{
    m_atlas->nowMs += 720LL * 3'600'000;
    const HttpResponse response = m_atlas->token(m_id, m_secret);
    QCOMPARE(response.status, 401);
    QCOMPARE(
        read(response)["error_description"_L1].toString(), u"The client secret has expired."_s);
}

void TestSandboxAtlasTokens::limitsRequestsPerMinute()
{
    for (int i = 0; i < 10; ++i)
        QCOMPARE(m_atlas->token(m_id, m_secret).status, 200);
    m_atlas->nowMs += 20'000;
    const HttpResponse limited = m_atlas->token(m_id, m_secret);
    QCOMPARE(limited.status, 429);
    QVERIFY(limited.headers.contains(HttpHeader{"Retry-After", "40"}));
    const QJsonObject expected{
        {u"detail"_s, u"Resource /api/oauth/token is limited to 10 requests every 1 minutes."_s},
        {u"error"_s, 429},
        {u"errorCode"_s, u"RATE_LIMITED"_s},
        {u"parameters"_s, QJsonArray{u"/api/oauth/token"_s, 10, 1}},
        {u"reason"_s, u"Too Many Requests"_s}};
    QCOMPARE(read(limited), expected);
    // Another account and another address have a budget of their own.
    QCOMPARE(
        m_atlas->token(m_atlas->state.console.clientId, m_atlas->state.console.clientSecret).status,
        200);
    m_atlas->address = u"127.0.0.2"_s;
    QCOMPARE(m_atlas->token(m_id, m_secret).status, 200);
    m_atlas->address = u"127.0.0.1"_s;
    m_atlas->nowMs += 40'000;
    QCOMPARE(m_atlas->token(m_id, m_secret).status, 200);
}

void TestSandboxAtlasTokens::limitsLiveTokens()
{
    m_atlas->options.tokensPerMinute = 1000;
    for (int i = 0; i < 100; ++i)
        QCOMPARE(m_atlas->token(m_id, m_secret).status, 200);
    const HttpResponse refused = m_atlas->token(m_id, m_secret);
    QCOMPARE(refused.status, 403);
    QCOMPARE(read(refused)["error"_L1].toString(), u"access_denied"_s);
    QVERIFY(read(refused)["error_description"_L1].toString().startsWith("Access Token limit"_L1));
    m_atlas->nowMs += 3'600'000;
    QCOMPARE(m_atlas->token(m_id, m_secret).status, 200);
}

void TestSandboxAtlasTokens::revokes()
{
    const QByteArray bearer = m_atlas->bearer(m_id, m_secret);
    QCOMPARE(callWith(bearer), 200);
    const HttpRequest request = form(
        AtlasFixture::basic(m_id, m_secret),
        "token=" + bearer.mid(7) + "&token_type_hint=access_token");
    const HttpResponse response = answerRevocation(request, m_atlas->state, m_atlas->nowMs);
    QCOMPARE(response.status, 200);
    QVERIFY(response.body.isEmpty());
    QCOMPARE(callWith(bearer), 401);
    const HttpRequest missing = form(AtlasFixture::basic(m_id, m_secret), "a=b");
    QCOMPARE(answerRevocation(missing, m_atlas->state, m_atlas->nowMs).status, 400);
    const HttpRequest wrong = form(AtlasFixture::basic(m_id, u"wrong"_s), "token=x");
    QCOMPARE(answerRevocation(wrong, m_atlas->state, m_atlas->nowMs).status, 401);
}

void TestSandboxAtlasTokens::revokesOwnTokensOnly()
{
    const QByteArray console = m_atlas->authorization;
    const HttpRequest request =
        form(AtlasFixture::basic(m_id, m_secret), "token=" + console.mid(7));
    QCOMPARE(answerRevocation(request, m_atlas->state, m_atlas->nowMs).status, 200);
    QCOMPARE(callWith(console), 200);
}

void TestSandboxAtlasTokens::deletingASecretEndsItsTokens()
{
    const QByteArray bearer = m_atlas->bearer(m_id, m_secret);
    const QByteArray secrets = m_atlas->org + "/serviceAccounts/" + m_id.toLatin1() + "/secrets";
    m_atlas->call("POST", secrets, QJsonObject{{u"secretExpiresAfterHours"_s, 24}});
    const QByteArray second = m_atlas->bearer(m_id, m_atlas->json()["secret"_L1].toString());
    QCOMPARE(m_atlas->call("DELETE", secrets + '/' + m_secretId.toLatin1()), 204);
    QCOMPARE(callWith(bearer), 401);
    QCOMPARE(callWith(second), 200);
}

void TestSandboxAtlasTokens::deletingAnAccountEndsItsTokens()
{
    const QByteArray bearer = m_atlas->bearer(m_id, m_secret);
    m_atlas->call("DELETE", m_atlas->org + "/serviceAccounts/" + m_id.toLatin1());
    QCOMPARE(callWith(bearer), 401);
    QCOMPARE(m_atlas->token(m_id, m_secret).status, 401);
}

void TestSandboxAtlasTokens::noticesTheUseOfASecret()
{
    const QByteArray path = m_atlas->org + "/serviceAccounts/" + m_id.toLatin1();
    m_atlas->call("GET", path);
    QVERIFY(!m_atlas->json()["secrets"_L1][0].toObject().contains("lastUsedAt"_L1));
    m_atlas->token(m_id, m_secret);
    m_atlas->call("GET", path);
    QVERIFY(m_atlas->json()["secrets"_L1][0].toObject().contains("lastUsedAt"_L1));
}

void TestSandboxAtlasTokens::aTokenIsMadeFromAnywhere()
{
    const QByteArray list = m_atlas->org + "/serviceAccounts/" + m_id.toLatin1() + "/accessList";
    m_atlas->call("POST", list, QJsonArray{QJsonObject{{u"ipAddress"_s, u"192.0.2.1"_s}}});
    const QByteArray bearer = m_atlas->bearer(m_id, m_secret);
    QVERIFY(bearer.size() > 20);
    QCOMPARE(callWith(bearer), 403);
    m_atlas->address = u"192.0.2.1"_s;
    QCOMPARE(callWith(bearer), 200);
}

QTEST_GUILESS_MAIN(TestSandboxAtlasTokens)
#include "tst_sandbox_atlas_tokens.moc"
