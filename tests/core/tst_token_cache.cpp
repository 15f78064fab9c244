#include "core/auth/authorized_client.h"
#include "core/auth/client_credentials_authorizer.h"
#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "core/net/wake_up.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>

#include <deque>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

/// Hands out fake-1, fake-2 … when it is told to.
class ScriptedEndpoint : public TokenEndpoint
{
public:
    ScriptedEndpoint()
        : TokenEndpoint(nullptr, QUrl(), ClientAuthentication::RequestBody, QString())
    {
    }

    Async<AccessToken> fetch(QString, std::shared_ptr<const Secret>, CancelToken cancel) override
    {
        const int number = ++asked;
        const auto gate = std::make_shared<WakeUp>();
        gates.push_back(gate);
        tokens.push_back(cancel);
        if (!isHeld)
            gate->wake();
        co_await gate->sleep();
        if (failure) {
            const Error error = *failure;
            co_return keywright::failure(error);
        }
        QByteArray value = "fake-" + QByteArray::number(number);
        AccessToken token;
        token.value = Secret(std::move(value));
        token.lifetime = lifetime;
        co_return token;
    }

    void release()
    {
        const auto waiting = std::exchange(gates, {});
        for (const auto &gate : waiting)
            gate->wake();
    }

    bool isHeld = false;
    int asked = 0;
    std::chrono::seconds lifetime = 1h;
    std::optional<Error> failure;
    std::deque<std::shared_ptr<WakeUp>> gates;
    std::deque<CancelToken> tokens;
};

struct Setup
{
    Awaited<Secret> ask(const CancelToken &cancel = CancelToken())
    {
        return Awaited<Secret>(
            authorizer->authorization(AuthorizationContext("GET", QUrl(), cancel)));
    }

    QByteArray header()
    {
        Awaited<Secret> awaited = ask();
        if (!awaited.isReady() || !awaited.get())
            return {};
        const std::string_view value = awaited.get()->expose();
        return QByteArray(value.data(), qsizetype(value.size()));
    }

    std::shared_ptr<ScriptedEndpoint> endpoint = std::make_shared<ScriptedEndpoint>();
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::shared_ptr<ClientCredentialsAuthorizer> authorizer =
        std::make_shared<ClientCredentialsAuthorizer>(
            endpoint, QStringLiteral("id"), Secret(QByteArray("fake-secret")), clock);
};

} // namespace

class TokenCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTokenIsKept()
    {
        Setup s;
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        QCOMPARE(s.endpoint->asked, 1);
        QCOMPARE(s.authorizer->clientId(), QStringLiteral("id"));
    }

    void itIsRenewedBeforeItsEnd_data()
    {
        QTest::addColumn<int>("lifetime");
        QTest::addColumn<int>("keptFor");
        QTest::addRow("an hour") << 3600 << 3300;
        QTest::addRow("ten minutes") << 600 << 300;
        QTest::addRow("six minutes") << 360 << 180;
        QTest::addRow("two seconds") << 2 << 1;
    }
    void itIsRenewedBeforeItsEnd()
    {
        QFETCH(const int, lifetime);
        QFETCH(const int, keptFor);
        Setup s;
        s.endpoint->lifetime = std::chrono::seconds(lifetime);
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        QCOMPARE(s.authorizer->tokenExpiresAt(), s.clock->now().addSecs(lifetime));
        s.clock->advance(std::chrono::seconds(keptFor) - 1ms);
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        s.clock->advance(1ms);
        QCOMPARE(s.header(), QByteArray("Bearer fake-2"));
    }

    void callersShareOneRequest()
    {
        Setup s;
        s.endpoint->isHeld = true;
        QList<Awaited<Secret>> callers;
        for (int i = 0; i < 1000; ++i)
            callers += s.ask();
        QCOMPARE(s.endpoint->asked, 1);
        s.endpoint->release();
        for (Awaited<Secret> &caller : callers) {
            QVERIFY(caller.isReady());
            QVERIFY(*caller.get() == Secret(QByteArray("Bearer fake-1")));
        }
        QCOMPARE(s.endpoint->asked, 1);
    }

    void callersShareItsFailure()
    {
        Setup s;
        s.endpoint->isHeld = true;
        s.endpoint->failure = makeError(ErrorKind::NotAuthenticated, QStringLiteral("No."));
        Awaited<Secret> one = s.ask();
        Awaited<Secret> two = s.ask();
        s.endpoint->release();
        QCOMPARE(one.get().error().message, QStringLiteral("No."));
        QCOMPARE(two.get().error().message, QStringLiteral("No."));
        QCOMPARE(s.endpoint->asked, 1);

        s.endpoint->isHeld = false;
        s.endpoint->failure.reset();
        QCOMPARE(s.header(), QByteArray("Bearer fake-2"));
    }

    void aRejectedTokenIsDroppedOnce()
    {
        Setup s;
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        const Secret used(QByteArray("Bearer fake-1"));
        QVERIFY(s.authorizer->rejected(used, HttpResponse()));
        QVERIFY(!s.authorizer->tokenExpiresAt());
        QCOMPARE(s.header(), QByteArray("Bearer fake-2"));
        // A slower caller reports the same token.
        QVERIFY(s.authorizer->rejected(used, HttpResponse()));
        QCOMPARE(s.header(), QByteArray("Bearer fake-2"));
        QCOMPARE(s.endpoint->asked, 2);
    }

    void cancellingEndsOnlyTheCallersOwnWait()
    {
        Setup s;
        s.endpoint->isHeld = true;
        CancelSource source;
        Awaited<Secret> impatient = s.ask(source.token());
        Awaited<Secret> patient = s.ask();
        source.cancel();
        QTRY_VERIFY(impatient.isReady());
        QCOMPARE(impatient.get().error().kind, ErrorKind::Cancelled);
        QVERIFY(!patient.isReady());
        QVERIFY(!s.endpoint->tokens.front().isCancelled());
        s.endpoint->release();
        QVERIFY(patient.isReady());
        QVERIFY(patient.get());
    }

    void theRequestIsCancelledWhenNobodyWaits()
    {
        Setup s;
        s.endpoint->isHeld = true;
        CancelSource source;
        Awaited<Secret> one = s.ask(source.token());
        Awaited<Secret> two = s.ask(source.token());
        source.cancel();
        QTRY_VERIFY(one.isReady() && two.isReady());
        QVERIFY(s.endpoint->tokens.front().isCancelled());

        // Who comes now must not share the end of the cancelled request.
        Awaited<Secret> late = s.ask();
        QCOMPARE(s.endpoint->asked, 2);
        s.endpoint->release();
        QVERIFY(*late.get() == Secret(QByteArray("Bearer fake-2")));
        QCOMPARE(s.header(), QByteArray("Bearer fake-2"));
    }

    void whoHasCancelledIsNotServed()
    {
        Setup s;
        CancelSource source;
        source.cancel();
        Awaited<Secret> caller = s.ask(source.token());
        QVERIFY(caller.isReady());
        QCOMPARE(caller.get().error().kind, ErrorKind::Cancelled);
        QCOMPARE(s.endpoint->asked, 0);
    }

    void theAuthorizerMayGoAwayMeanwhile()
    {
        Setup s;
        s.endpoint->isHeld = true;
        Awaited<Secret> caller = s.ask();
        s.authorizer.reset();
        s.endpoint->release();
        QVERIFY(caller.isReady());
        QVERIFY(caller.get());
    }

    void droppedTokensStayDropped()
    {
        Setup s;
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        s.authorizer->dropTokens();
        QVERIFY(!s.authorizer->tokenExpiresAt());

        s.endpoint->isHeld = true;
        Awaited<Secret> caller = s.ask();
        s.authorizer->dropTokens();
        s.endpoint->release();
        QVERIFY(caller.get());
        QVERIFY(!s.authorizer->tokenExpiresAt());
    }

    void aProofHasATokenOfItsOwn()
    {
        Setup s;
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
        const auto proof = s.authorizer->withOwnToken();
        Awaited<Secret> asked(
            proof->authorization(AuthorizationContext("GET", QUrl(), CancelToken())));
        QVERIFY(*asked.get() == Secret(QByteArray("Bearer fake-2")));
        QCOMPARE(s.header(), QByteArray("Bearer fake-1"));
    }

    void overTheWireOneRequestServesAThousand()
    {
        TestServer server;
        server.answerWith([token = 0](const TestRequest &request) mutable {
            if (request.target == "/token")
                return json(
                    "{\"access_token\":\"fake-" + QByteArray::number(++token) +
                    "\",\"token_type\":\"Bearer\"}");
            return status(request.headers.value("authorization") == "Bearer fake-1" ? 401 : 200);
        });
        const auto clock = std::make_shared<SystemClock>();
        const auto http = std::make_shared<HttpClient>(
            std::make_shared<QNetworkAccessManager>(), TransportOptions(), clock,
            std::make_shared<ExchangeLog>());
        const auto client = std::make_shared<AuthorizedClient>(
            http, std::make_shared<ClientCredentialsAuthorizer>(
                      std::make_shared<TokenEndpoint>(
                          http, server.url(QStringLiteral("/token")), ClientAuthentication::Basic,
                          QString()),
                      QStringLiteral("id"), Secret(QByteArray("fake-secret")), clock));
        QList<Awaited<HttpResponse>> calls;
        for (int i = 0; i < 1000; ++i)
            calls.emplaceBack(client->send(HttpRequest("GET", server.url(), Replay::Idempotent)));
        for (Awaited<HttpResponse> &call : calls) {
            QTRY_VERIFY_WITH_TIMEOUT(call.isReady(), 60'000);
            QVERIFY(call.get());
            QCOMPARE(call.get()->status, 200);
        }
        const auto tokenRequests =
            std::count_if(server.requests().begin(), server.requests().end(), [](const auto &r) {
                return r.target == "/token";
            });
        // The first token, and the one after it was rejected a thousand times.
        QCOMPARE(tokenRequests, 2);
    }
};

QTEST_GUILESS_MAIN(TokenCacheTest)
#include "tst_token_cache.moc"
