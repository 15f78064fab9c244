#include "app/sandbox/tecton/access_token.h"
#include "app/sandbox/tecton/token_endpoint.h"
#include "tests/sandbox/tecton_fixture.h"

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox;
using namespace keywright::sandbox::tecton;

class TestSandboxTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void acceptsTheSecretInTheBody();
    void acceptsBasicWithEncodedParts();
    void refuses_data();
    void refuses();
    void refusesBothWaysAtOnce();
    void refusesADeactivatedSecret();
    void refusesADeactivatedAccount();
    void tokensEndAfterAnHour();
    void tokensOfDeactivatedAndDeletedAccountsAreRefused();
    void forgedTokensAreRefused();
    void keysAreRefusedWhenUnknownOrDeactivated();
    void discoveryNamesTheTokenEndpoint();

private:
    QByteArray body(const QByteArray &extra = "&scope=everything") const
    {
        return "grant_type=client_credentials&client_id=" + m_id + "&client_secret=" + m_secret +
               extra;
    }
    HttpResponse ask(const QByteArray &text, const QByteArray &authorization = {}) const
    {
        HttpRequest request;
        request.method = "POST";
        request.headers.insert("content-type", "application/x-www-form-urlencoded");
        if (!authorization.isEmpty())
            request.headers.insert("authorization", authorization);
        request.body = text;
        return answerTokenRequest(request, m_tecton->seed.state, u"http://x"_s, m_tecton->nowMs);
    }
    static QJsonObject read(const HttpResponse &response)
    {
        return QJsonDocument::fromJson(response.body).object();
    }
    static QString errorOf(const HttpResponse &response)
    {
        return read(response).value("error"_L1).toString();
    }
    QByteArray bearer() const
    {
        return "Bearer " + read(ask(body())).value("access_token"_L1).toString().toLatin1();
    }
    bool isAccepted(const QByteArray &authorization, qint64 afterMs = 0) const
    {
        return authenticate(authorization, m_tecton->seed.state, m_tecton->nowMs + afterMs)
            .has_value();
    }
    void setActive(const QString &id, bool active)
    {
        m_tecton->call("update-service-account", {{u"id"_s, id}, {u"is_active"_s, active}});
    }

    std::unique_ptr<TectonFixture> m_tecton;
    QByteArray m_id;
    QByteArray m_secret;
};

void TestSandboxTokens::init()
{
    m_tecton = std::make_unique<TectonFixture>();
    m_id = m_tecton->createAccount(u"client"_s).toLatin1();
    m_secret = m_tecton->lastCreated.value("client_secret"_L1).toString().toLatin1();
}

void TestSandboxTokens::acceptsTheSecretInTheBody()
{
    const HttpResponse response = ask(body());
    QCOMPARE(response.status, 200);
    const QJsonObject answer = read(response);
    QCOMPARE(answer.value("token_type"_L1).toString(), u"Bearer"_s);
    QCOMPARE(answer.value("expires_in"_L1).toInt(), 3600);
    QCOMPARE(answer.value("scope"_L1).toString(), u"everything"_s);
    QVERIFY(response.headers.contains(HttpHeader{"Cache-Control", "no-store"}));
    QVERIFY(isAccepted(bearer()));
}

void TestSandboxTokens::acceptsBasicWithEncodedParts()
{
    QByteArray encodedId;
    for (const char character : m_id)
        encodedId += '%' + QByteArray(1, character).toHex();
    const QByteArray basic = "Basic " + QByteArray(encodedId + ':' + m_secret).toBase64();
    QCOMPARE(ask("grant_type=client_credentials&scope=everything", basic).status, 200);
    const HttpResponse wrong =
        ask("grant_type=client_credentials&scope=everything",
            "Basic " + QByteArray(m_id + ":wrong").toBase64());
    QCOMPARE(wrong.status, 401);
    QCOMPARE(errorOf(wrong), u"invalid_client"_s);
    QVERIFY(wrong.headers.contains(HttpHeader{"WWW-Authenticate", "Basic realm=\"token\""}));
}

void TestSandboxTokens::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray credentials = "&client_id=ID&client_secret=SECRET";
    const QByteArray start = "grant_type=client_credentials";
    QTest::newRow("no grant type")
        << credentials + "&scope=everything" << 400 << u"invalid_request"_s;
    QTest::newRow("other grant type")
        << "grant_type=password" + credentials << 400 << u"unsupported_grant_type"_s;
    QTest::newRow("no scope") << start + credentials << 400 << u"invalid_scope"_s;
    QTest::newRow("other scope") << start + credentials + "&scope=openid" << 400
                                 << u"invalid_scope"_s;
    QTest::newRow("repeated") << start + credentials + "&scope=everything&scope=everything" << 400
                              << u"invalid_request"_s;
    QTest::newRow("no client") << start + "&scope=everything" << 401 << u"invalid_client"_s;
    QTest::newRow("unknown client")
        << start + "&client_id=svc_none&client_secret=SECRET&scope=everything" << 401
        << u"invalid_client"_s;
    QTest::newRow("wrong secret") << start + "&client_id=ID&client_secret=no&scope=everything"
                                  << 401 << u"invalid_client"_s;
    QTest::newRow("API-key account")
        << start + "&client_id=svc_aa04d1&client_secret=SECRET&scope=everything" << 401
        << u"invalid_client"_s;
}

void TestSandboxTokens::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, status);
    QFETCH(QString, error);
    const HttpResponse response = ask(text.replace("ID", m_id).replace("SECRET", m_secret));
    QCOMPARE(response.status, status);
    QCOMPARE(errorOf(response), error);
    QVERIFY(!response.body.contains(m_secret));
}

void TestSandboxTokens::refusesBothWaysAtOnce()
{
    const QByteArray basic = "Basic " + QByteArray(m_id + ':' + m_secret).toBase64();
    const HttpResponse response = ask(body(), basic);
    QCOMPARE(response.status, 400);
    QCOMPARE(errorOf(response), u"invalid_request"_s);
}

void TestSandboxTokens::refusesADeactivatedSecret()
{
    const QString id = QString::fromLatin1(m_id);
    const QString first = m_tecton->seed.state.account(id)->secrets.first().id;
    m_tecton->call("create-service-account-secret", {{u"id"_s, id}});
    QCOMPARE(ask(body()).status, 200);
    m_tecton->call(
        "deactivate-service-account-secret",
        {{u"service_account_id"_s, id}, {u"secret_id"_s, first}});
    QCOMPARE(errorOf(ask(body())), u"invalid_client"_s);
}

void TestSandboxTokens::refusesADeactivatedAccount()
{
    setActive(QString::fromLatin1(m_id), false);
    QCOMPARE(ask(body()).status, 401);
    setActive(QString::fromLatin1(m_id), true);
    QCOMPARE(ask(body()).status, 200);
}

void TestSandboxTokens::tokensEndAfterAnHour()
{
    const QByteArray authorization = bearer();
    QVERIFY(isAccepted(authorization, 3'599'000));
    QVERIFY(!isAccepted(authorization, 3'600'000));
}

void TestSandboxTokens::tokensOfDeactivatedAndDeletedAccountsAreRefused()
{
    const QByteArray authorization = bearer();
    setActive(QString::fromLatin1(m_id), false);
    QVERIFY(!isAccepted(authorization));
    setActive(QString::fromLatin1(m_id), true);
    QVERIFY(isAccepted(authorization));
    m_tecton->call("delete-service-account", {{u"id"_s, QString::fromLatin1(m_id)}});
    QVERIFY(!isAccepted(authorization));
}

void TestSandboxTokens::forgedTokensAreRefused()
{
    const TectonFixture other;
    const AccessTokenClaims claims{
        u"http://x"_s, m_tecton->admin, m_tecton->nowMs / 1000, m_tecton->nowMs / 1000 + 3600};
    QVERIFY(!isAccepted("Bearer " + signAccessToken(claims, other.seed.state.signingSecret)));
    QVERIFY(isAccepted("Bearer " + signAccessToken(claims, m_tecton->seed.state.signingSecret)));
    QVERIFY(!isAccepted("Bearer not.a.token"));
    QVERIFY(!isAccepted("Bearer"));
}

void TestSandboxTokens::keysAreRefusedWhenUnknownOrDeactivated()
{
    QVERIFY(!isAccepted("Tecton-key nobody"));
    QVERIFY(!isAccepted({}));
    QVERIFY(!isAccepted("Basic abc"));
    const QString id = m_tecton->createAccount(u"keyed"_s, false);
    const QByteArray header =
        "Tecton-key " + m_tecton->lastCreated.value("api_key"_L1).toString().toLatin1();
    QVERIFY(isAccepted(header));
    setActive(id, false);
    QVERIFY(!isAccepted(header));
}

void TestSandboxTokens::discoveryNamesTheTokenEndpoint()
{
    const QJsonObject answer = read(answerDiscovery(u"http://h/oauth2/default"_s));
    QCOMPARE(answer.value("token_endpoint"_L1).toString(), u"http://h/oauth2/default/v1/token"_s);
}

QTEST_GUILESS_MAIN(TestSandboxTokens)
#include "tst_sandbox_tokens.moc"
