#include "core/auth/client_credentials_authorizer.h"
#include "core/auth/token_budget.h"
#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

const QString one = QStringLiteral("mdb_sa_id_1");
const QString other = QStringLiteral("mdb_sa_id_2");

struct Setup
{
    Setup()
    {
        server.answerWith([](const TestRequest &request) {
            if (request.target == "/revoke")
                return status(200);
            return json("{\"access_token\":\"fake+token\",\"token_type\":\"Bearer\","
                        "\"expires_in\":3600}");
        });
    }

    Result<Secret> sign()
    {
        AuthorizationContext context("GET", QUrl(), CancelToken());
        return await(authorizer->authorization(std::move(context)));
    }

    QList<TestRequest> revocations() const
    {
        QList<TestRequest> found;
        for (const TestRequest &request : server.requests()) {
            if (request.target == "/revoke")
                found += request;
        }
        return found;
    }

    TestServer server;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    std::shared_ptr<TokenBudget> budget = std::make_shared<TokenBudget>(10, 100, clock);
    std::shared_ptr<TokenEndpoint> endpoint = std::make_shared<TokenEndpoint>(
        std::make_shared<HttpClient>(
            std::make_shared<QNetworkAccessManager>(), TransportOptions(),
            std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>()),
        server.url(QStringLiteral("/token")), ClientAuthentication::Basic, QString(),
        server.url(QStringLiteral("/revoke")), budget);
    std::shared_ptr<ClientCredentialsAuthorizer> authorizer =
        std::make_shared<ClientCredentialsAuthorizer>(
            endpoint, one, Secret(QByteArray("not-a-real-secret")), clock);
};

} // namespace

class TestTokenBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMinuteHasItsShare()
    {
        const auto clock = std::make_shared<FakeClock>();
        TokenBudget budget(3, 100, clock);
        QCOMPARE(budget.left(one), 3);
        QVERIFY(budget.take(one));
        clock->advance(20s);
        QVERIFY(budget.take(one));
        QVERIFY(budget.take(one));
        const auto refused = budget.take(one);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Limit);
        QVERIFY(refused.error().retryAfter == 40s);
        QVERIFY(refused.error().hint.contains(QStringLiteral("40 seconds")));
        QVERIFY(budget.take(other));
        clock->advance(39'999ms);
        QVERIFY(!budget.take(one));
        clock->advance(1ms);
        QVERIFY(budget.take(one));
        QCOMPARE(budget.left(one), 0);
    }

    void whatWasSpentBeyondCounts()
    {
        const auto clock = std::make_shared<FakeClock>();
        TokenBudget budget(2, 100, clock);
        QVERIFY(budget.take(one));
        clock->advance(10s);
        budget.spend(one, 3);
        QCOMPARE(budget.left(one), 0);
        const auto refused = budget.take(one);
        QVERIFY(!refused);
        QVERIFY(refused.error().retryAfter == 60s);
        QVERIFY(budget.untilMore(one) == 60s);
    }

    void tellsWhenMoreAreLeft()
    {
        const auto clock = std::make_shared<FakeClock>();
        TokenBudget budget(3, 100, clock);
        QCOMPARE(budget.perMinute(), 3);
        QVERIFY(!budget.untilMore(one));
        QVERIFY(budget.take(one));
        clock->advance(15s);
        QVERIFY(budget.take(one));
        QVERIFY(budget.untilMore(one) == 45s);
        QVERIFY(!budget.untilMore(other));
        clock->advance(45s);
        QCOMPARE(budget.left(one), 2);
        QVERIFY(budget.untilMore(one) == 15s);
    }

    void onlySoManyLiveAtOnce()
    {
        const auto clock = std::make_shared<FakeClock>();
        TokenBudget budget(10, 2, clock);
        QCOMPARE(budget.mostLive(), 2);
        budget.made(one, 3600s);
        clock->advance(60s);
        budget.made(one, 3600s);
        QCOMPARE(budget.live(one), 2);
        QCOMPARE(budget.live(other), 0);
        const auto refused = budget.take(one);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Limit);
        QVERIFY(refused.error().retryAfter == 3540s);
        QVERIFY(refused.error().hint.contains(QStringLiteral("59 minutes")));
        QCOMPARE(budget.left(one), 10); // what is not sent is not spent
        QVERIFY(budget.take(other));
        budget.givenBack(one);
        QVERIFY(budget.take(one));
        budget.made(one, 10s);
        clock->advance(10s);
        QCOMPARE(budget.live(one), 1);
    }

    void livingTokensAreCounted()
    {
        Setup s;
        QVERIFY(s.sign());
        QVERIFY(s.sign()); // the same token
        QCOMPARE(s.budget->live(one), 1);
        QVERIFY(await(s.authorizer->revoke({})));
        QCOMPARE(s.budget->live(one), 0);
    }

    void theEleventhTokenIsNotAskedFor()
    {
        Setup s;
        for (int i = 0; i < 10; ++i) {
            QVERIFY(s.sign());
            s.authorizer->dropTokens();
        }
        const auto refused = s.sign();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Limit);
        QCOMPARE(s.server.requests().size(), 10);
        s.clock->advance(60s);
        QVERIFY(s.sign());
    }

    void tooManyLiveTokensAreExplained()
    {
        Setup s;
        s.server.script({json(
            "{\"error\":\"access_denied\",\"error_description\":\"Access Token limit "
            "reached.\"}",
            403)});
        const auto refused = s.sign();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Limit);
        QVERIFY(refused.error().message.contains(QStringLiteral("live tokens")));
    }

    void revoking()
    {
        Setup s;
        QVERIFY(s.sign());
        QVERIFY(await(s.authorizer->revoke(CancelToken())));
        QVERIFY(!s.authorizer->tokenExpiresAt());
        QCOMPARE(s.revocations().size(), 1);
        const TestRequest request = s.revocations().constFirst();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.body, QByteArray("token=fake%2Btoken&token_type_hint=access_token"));
        QCOMPARE(
            request.headers.value("authorization"),
            "Basic " + QByteArray("mdb_sa_id_1:not-a-real-secret").toBase64());
        // There is nothing left to revoke.
        QVERIFY(await(s.authorizer->revoke(CancelToken())));
        QCOMPARE(s.revocations().size(), 1);
        // A budget that is spent does not stand in the way.
        QVERIFY(s.sign());
        s.budget->spend(one, 10);
        QVERIFY(await(s.authorizer->revoke(CancelToken())));
        QCOMPARE(s.revocations().size(), 2);
    }

    void refusedRevocations()
    {
        Setup s;
        QVERIFY(s.sign());
        s.server.script({status(401)});
        const auto revoked = await(s.authorizer->revoke(CancelToken()));
        QVERIFY(!revoked);
        QCOMPARE(revoked.error().kind, ErrorKind::NotAuthenticated);
    }

    void endpointsWithoutRevocation()
    {
        Setup s;
        const auto endpoint = std::make_shared<TokenEndpoint>(
            nullptr, QUrl(), ClientAuthentication::Basic, QString());
        const auto token = std::make_shared<const Secret>(QByteArray("fake"));
        QVERIFY(await(endpoint->revoke(one, token, token, CancelToken())));
    }
};

QTEST_GUILESS_MAIN(TestTokenBudget)
#include "tst_token_budget.moc"
