#include "core/auth/authorized_client.h"
#include "core/auth/key_authorizer.h"
#include "core/auth/token_endpoint.h"
#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>
#include <QUrlQuery>

using namespace keywright;
using namespace keywright::test;

Q_DECLARE_METATYPE(keywright::test::TestAnswer)

namespace {

struct Setup
{
    std::shared_ptr<TokenEndpoint>
    endpoint(ClientAuthentication style, const QString &scope = QString()) const
    {
        return std::make_shared<TokenEndpoint>(
            client, server.url(QStringLiteral("/token")), style, scope);
    }

    TestServer server;
    std::shared_ptr<HttpClient> client = std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), TransportOptions(),
        std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>());
};

std::shared_ptr<const Secret> sharedSecret(const char *value)
{
    return std::make_shared<const Secret>(QByteArray(value));
}

QByteArray tokenAnswer(const QByteArray &token = "fake-token")
{
    return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":1800}";
}

/// Gives out numbered credentials and remembers what was rejected.
class CountingAuthorizer : public Authorizer
{
public:
    explicit CountingAuthorizer(bool canRenew)
        : m_canRenew(canRenew)
    {
    }

    Async<Secret> authorization(AuthorizationContext) override
    {
        ++given;
        QByteArray value = "Bearer fake-" + QByteArray::number(given);
        co_return Result<Secret>(Secret(std::move(value)));
    }

    bool rejected(const Secret &used, const HttpResponse &) override
    {
        rejections += QByteArray(used.expose().data(), qsizetype(used.size()));
        return m_canRenew;
    }

    int given = 0;
    QByteArrayList rejections;

private:
    bool m_canRenew;
};

} // namespace

class AuthorizersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyIsSentUnderItsScheme()
    {
        const auto authorizer =
            std::make_shared<KeyAuthorizer>("Tecton-key", Secret(QByteArray("fake-key")));
        const auto value = await(authorizer->authorization({"GET", QUrl(), CancelToken()}));
        QVERIFY(value);
        QVERIFY(*value == Secret(QByteArray("Tecton-key fake-key")));
        QVERIFY(!authorizer->rejected(*value, HttpResponse()));
    }

    void theSecretTravelsInTheBody()
    {
        Setup s;
        s.server.script({json(tokenAnswer())});
        const auto token = await(
            s.endpoint(ClientAuthentication::RequestBody, QStringLiteral("everything"))
                ->fetch(QStringLiteral("client one"), sharedSecret("a&b=c +ü"), CancelToken()));
        QVERIFY(token);
        QVERIFY(token->value == Secret(QByteArray("fake-token")));
        QVERIFY(token->lifetime == std::chrono::seconds(1800));

        const TestRequest seen = s.server.requests().at(0);
        QCOMPARE(seen.method, QByteArray("POST"));
        QCOMPARE(
            seen.headers.value("content-type"), QByteArray("application/x-www-form-urlencoded"));
        QVERIFY(!seen.headers.contains("authorization"));
        QCOMPARE(
            seen.body, QByteArray("grant_type=client_credentials&scope=everything"
                                  "&client_id=client%20one&client_secret=a%26b%3Dc%20%2B%C3%BC"));
    }

    void theSecretTravelsInTheHeader_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArray>("pair");
        QTest::addRow("plain") << QStringLiteral("id") << QByteArray("s3") << QByteArray("id:s3");
        QTest::addRow("colon") << QStringLiteral("a:b") << QByteArray("c:d")
                               << QByteArray("a%3Ab:c%3Ad");
        QTest::addRow("not ASCII")
            << QStringLiteral("é") << QByteArray("日%") << QByteArray("%C3%A9:%E6%97%A5%25");
    }
    void theSecretTravelsInTheHeader()
    {
        QFETCH(const QString, id);
        QFETCH(const QByteArray, secret);
        QFETCH(const QByteArray, pair);
        Setup s;
        s.server.script({json(tokenAnswer())});
        QVERIFY(await(s.endpoint(ClientAuthentication::Basic)
                          ->fetch(id, sharedSecret(secret.constData()), CancelToken())));
        const TestRequest seen = s.server.requests().at(0);
        QCOMPARE(seen.headers.value("authorization"), "Basic " + pair.toBase64());
        QCOMPARE(seen.body, QByteArray("grant_type=client_credentials"));
    }

    void tokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("lifetime"); // -1: refused
        const auto row = [](const char *name, const char *body, int lifetime) {
            QTest::addRow("%s", name) << QByteArray(body) << lifetime;
        };
        row("usual", "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}", 60);
        row("lower case", "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":60}",
            60);
        row("no lifetime", "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}", 3600);
        row("as text", "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":\"60\"}",
            60);
        row("enormous", "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":9e15}",
            365 * 86400);
        row("expired", "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":0}", -1);
        row("negative", "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":-1}", -1);
        row("another type", "{\"access_token\":\"t\",\"token_type\":\"mac\"}", -1);
        row("no type", "{\"access_token\":\"t\"}", -1);
        row("no token", "{\"token_type\":\"Bearer\"}", -1);
        row("empty token", "{\"access_token\":\"\",\"token_type\":\"Bearer\"}", -1);
        row("token with a line break",
            "{\"access_token\":\"t\\r\\nX-Evil: 1\",\"token_type\":\"Bearer\"}", -1);
        row("number", "{\"access_token\":5,\"token_type\":\"Bearer\"}", -1);
        row("page", "<html>Sign in</html>", -1);
        row("nothing", "", -1);
    }
    void tokenAnswers()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const int, lifetime);
        Setup s;
        s.server.script({json(body)});
        const auto token =
            await(s.endpoint(ClientAuthentication::RequestBody)
                      ->fetch(QStringLiteral("id"), sharedSecret("fake-secret"), CancelToken()));
        QCOMPARE(token.has_value(), lifetime >= 0);
        if (token) {
            QCOMPARE(static_cast<int>(token->lifetime.count()), lifetime);
        } else {
            QCOMPARE(token.error().kind, ErrorKind::Protocol);
            QVERIFY(!token.error().hint.isEmpty());
            QVERIFY(!token.error().message.contains(QStringLiteral("Evil")));
        }
    }

    void refusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<QString>("code");
        const auto row = [](int status, const char *body, ErrorKind kind, const char *code) {
            QTest::addRow("%d %s", status, body)
                << status << QByteArray(body) << kind << QString::fromUtf8(code);
        };
        row(401, "{\"error\":\"invalid_client\"}", ErrorKind::NotAuthenticated, "invalid_client");
        row(400, "{\"error\":\"invalid_client\"}", ErrorKind::NotAuthenticated, "invalid_client");
        row(401, "{\"errorCode\":\"invalid_client\",\"errorSummary\":\"Invalid value.\"}",
            ErrorKind::NotAuthenticated, "invalid_client");
        row(400, "{\"error\":\"invalid_scope\"}", ErrorKind::Protocol, "invalid_scope");
        row(400, "{\"error\":\"unauthorized_client\"}", ErrorKind::NotPermitted,
            "unauthorized_client");
        row(400, "{\"error\":\"unsupported_grant_type\"}", ErrorKind::Protocol,
            "unsupported_grant_type");
        row(400, "{\"error\":\"invalid_request\"}", ErrorKind::Protocol, "invalid_request");
        row(403, "{\"error\":\"access_denied\"}", ErrorKind::NotPermitted, "access_denied");
        row(401, "<html>", ErrorKind::NotAuthenticated, "");
        row(404, "", ErrorKind::NotFound, "");
        row(500, "{\"error\":500}", ErrorKind::Provider, "");
    }
    void refusals()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        QFETCH(const ErrorKind, kind);
        QFETCH(const QString, code);
        Setup s;
        s.server.script({json(body, status)});
        const auto token =
            await(s.endpoint(ClientAuthentication::RequestBody)
                      ->fetch(QStringLiteral("id"), sharedSecret("fake-secret"), CancelToken()));
        QVERIFY(!token);
        QCOMPARE(token.error().kind, kind);
        QCOMPARE(token.error().providerCode, code);
        QCOMPARE(token.error().httpStatus, status);
        QVERIFY(!token.error().hint.isEmpty());
        QCOMPARE(s.server.requests().size(), 1);
    }

    void whatTheServerSaysIsToldWithoutSecrets()
    {
        Setup s;
        s.server.script({json(
            "{\"error\":\"invalid_client\",\"error_description\":\"No\\n client hunter2x, ask "
            "Ops.\"}",
            401)});
        const auto token =
            await(s.endpoint(ClientAuthentication::RequestBody)
                      ->fetch(QStringLiteral("id"), sharedSecret("hunter2x"), CancelToken()));
        QVERIFY(!token);
        QVERIFY(token.error().message.contains(QStringLiteral("No client •••, ask Ops.")));
        QVERIFY(token.error().hint.contains(QStringLiteral("active")));
    }

    void aBusyTokenEndpointIsAskedAgain()
    {
        Setup s;
        s.server.script({status(503), json(tokenAnswer())});
        QVERIFY(await(s.endpoint(ClientAuthentication::RequestBody)
                          ->fetch(QStringLiteral("id"), sharedSecret("fake"), CancelToken())));
        QCOMPARE(s.server.requests().size(), 2);
        QCOMPARE(s.server.requests().at(0).body, s.server.requests().at(1).body);
    }

    void theTokenUrlIsDiscovered()
    {
        Setup s;
        const QUrl tokenUrl = s.server.url(QStringLiteral("/oauth2/v1/token"));
        s.server.script({json("{\"token_endpoint\":\"" + tokenUrl.toEncoded() + "\"}")});
        const auto found = await(discoverTokenUrl(
            s.client, s.server.url(QStringLiteral("/.well-known/oauth-authorization-server")),
            CancelToken()));
        QVERIFY(found);
        QCOMPARE(*found, tokenUrl);
    }

    void badDiscoveryDocuments_data()
    {
        QTest::addColumn<TestAnswer>("answer");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addRow("missing") << status(404) << ErrorKind::NotFound;
        QTest::addRow("a page") << json("<html>") << ErrorKind::Protocol;
        QTest::addRow("no endpoint") << json("{}") << ErrorKind::Protocol;
        QTest::addRow("plain http elsewhere")
            << json("{\"token_endpoint\":\"http://evil.example/token\"}") << ErrorKind::Protocol;
        QTest::addRow("with credentials")
            << json("{\"token_endpoint\":\"https://u:p@x.example/token\"}") << ErrorKind::Protocol;
        QTest::addRow("another scheme")
            << json("{\"token_endpoint\":\"file:///etc/passwd\"}") << ErrorKind::Protocol;
    }
    void badDiscoveryDocuments()
    {
        QFETCH(const TestAnswer, answer);
        QFETCH(const ErrorKind, kind);
        Setup s;
        s.server.script({answer});
        const auto found = await(discoverTokenUrl(s.client, s.server.url(), CancelToken()));
        QVERIFY(!found);
        QCOMPARE(found.error().kind, kind);
    }

    void aRejectedCredentialIsRenewedOnce()
    {
        Setup s;
        s.server.script({status(401), status(401), status(200)});
        const auto authorizer = std::make_shared<CountingAuthorizer>(true);
        const auto client = std::make_shared<AuthorizedClient>(s.client, authorizer);
        HttpRequest request("POST", s.server.url(), Replay::Never);
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = WipedBytes(QByteArray("{\"a\":1}"));
        const auto response = await(client->send(std::move(request)));
        QVERIFY(response);
        QCOMPARE(response->status, 401);
        QCOMPARE(s.server.requests().size(), 2);
        QCOMPARE(s.server.requests().at(0).headers.value("authorization"), "Bearer fake-1");
        QCOMPARE(s.server.requests().at(1).headers.value("authorization"), "Bearer fake-2");
        QCOMPARE(s.server.requests().at(1).body, QByteArray("{\"a\":1}"));
        QCOMPARE(s.server.requests().at(1).headers.value("content-type"), "application/json");
        QCOMPARE(authorizer->rejections, QByteArrayList{"Bearer fake-1"});
    }

    void aRejectedKeyIsNot()
    {
        Setup s;
        s.server.script({status(401)});
        const auto authorizer = std::make_shared<CountingAuthorizer>(false);
        const auto client = std::make_shared<AuthorizedClient>(s.client, authorizer);
        const auto response =
            await(client->send(HttpRequest("GET", s.server.url(), Replay::Idempotent)));
        QVERIFY(response);
        QCOMPARE(response->status, 401);
        QCOMPARE(s.server.requests().size(), 1);
    }

    void otherRefusalsLeaveTheCredentialAlone()
    {
        Setup s;
        s.server.script({status(403)});
        const auto authorizer = std::make_shared<CountingAuthorizer>(true);
        const auto client = std::make_shared<AuthorizedClient>(s.client, authorizer);
        QVERIFY(await(client->send(HttpRequest("GET", s.server.url(), Replay::Idempotent))));
        QCOMPARE(authorizer->given, 1);
        QVERIFY(authorizer->rejections.isEmpty());
    }

    void theAuthorizedClientMayGoAwayMeanwhile()
    {
        Setup s;
        s.server.script({status(401), status(200)});
        auto client = std::make_shared<AuthorizedClient>(
            s.client, std::make_shared<CountingAuthorizer>(true));
        Awaited<HttpResponse> call(
            client->send(HttpRequest("GET", s.server.url(), Replay::Idempotent)));
        client.reset();
        QTRY_VERIFY(call.isReady());
        QCOMPARE(call.get()->status, 200);
    }
};

QTEST_GUILESS_MAIN(AuthorizersTest)
#include "tst_authorizers.moc"
