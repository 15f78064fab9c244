#include "core/auth/authorized_client.h"
#include "core/auth/digest_authorizer.h"
#include "core/net/exchange_log.h"
#include "tests/support/awaited.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QByteArray challenge(const QByteArray &nonce, const QByteArray &more = {})
{
    return "Digest realm=\"test\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=SHA-256" + more;
}

TestAnswer refusal(const QByteArray &value)
{
    return status(401, {{"WWW-Authenticate", value}});
}

/// A server that accepts one nonce so many times, then wants another one.
struct NonceServer
{
    TestAnswer operator()(const TestRequest &request)
    {
        const QByteArray header = request.headers.value("authorization");
        const QByteArray nonce = "nonce" + QByteArray::number(generation);
        if (!header.contains("\"" + nonce + "\""))
            return refusal(challenge(nonce, header.isEmpty() ? "" : staleWord));
        if (++uses < usesOfOne)
            return status(200);
        uses = 0;
        ++generation;
        return status(200);
    }

    int usesOfOne = 2;
    QByteArray staleWord = ", stale=true";
    int generation = 1;
    int uses = 0;
};

struct Setup
{
    Result<HttpResponse> send(const QByteArray &method, const QByteArray &body = {})
    {
        QUrl url = server.url(QStringLiteral("/a"));
        url.setQuery(QStringLiteral("b=c%2Fd"));
        HttpRequest request(method, url, Replay::Never);
        if (!body.isEmpty())
            request.headers.emplaceBack("Content-Type", "application/json");
        request.body = WipedBytes(QByteArray(body));
        return await(client->send(std::move(request)));
    }

    TestServer server;
    std::shared_ptr<DigestAuthorizer> authorizer = std::make_shared<DigestAuthorizer>(
        QStringLiteral("publickey"), Secret(QByteArray("not-a-real-private-key")));
    std::shared_ptr<AuthorizedClient> client = std::make_shared<AuthorizedClient>(
        std::make_shared<HttpClient>(
            std::make_shared<QNetworkAccessManager>(), TransportOptions(),
            std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>()),
        authorizer);
};

} // namespace

class TestDigestAuthorizer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstRefusalTellsTheChallenge()
    {
        Setup s;
        s.server.script({refusal(challenge("n1", ", opaque=\"o\"")), status(200)});
        const auto response = s.send("POST", "{\"a\":1}");
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(s.server.requests().size(), 2);
        QVERIFY(!s.server.requests().at(0).headers.contains("authorization"));
        const TestRequest second = s.server.requests().at(1);
        const QByteArray header = second.headers.value("authorization");
        QVERIFY(header.startsWith("Digest username=\"publickey\""));
        QVERIFY(header.contains("uri=\"/a?b=c%2Fd\""));
        QCOMPARE(second.target, QByteArray("/a?b=c%2Fd"));
        QVERIFY(header.contains("nc=00000001"));
        QVERIFY(header.contains("opaque=\"o\""));
        QCOMPARE(second.body, QByteArray("{\"a\":1}"));
    }

    void theNonceIsUsedAgain()
    {
        Setup s;
        s.server.script({refusal(challenge("n1")), status(200)});
        QVERIFY(s.send("GET"));
        QVERIFY(s.send("GET"));
        QVERIFY(s.send("GET"));
        QCOMPARE(s.server.requests().size(), 4);
        const auto headerOf = [&](int i) {
            return s.server.requests().at(i).headers.value("authorization");
        };
        QVERIFY(headerOf(2).contains("nc=00000002"));
        QVERIFY(headerOf(3).contains("nc=00000003"));
        QVERIFY(headerOf(2) != headerOf(3));
    }

    void endedNoncesAreReplaced_data()
    {
        QTest::addColumn<QByteArray>("staleWord");
        QTest::addRow("called stale") << QByteArray(", stale=true");
        QTest::addRow("not called stale") << QByteArray();
    }
    void endedNoncesAreReplaced()
    {
        QFETCH(const QByteArray, staleWord);
        Setup s;
        NonceServer nonces;
        nonces.staleWord = staleWord;
        s.server.answerWith(nonces);
        for (int i = 0; i < 7; ++i) {
            const auto response = s.send("GET");
            QVERIFY(response);
            QCOMPARE(response->status, 200);
        }
        QCOMPARE(s.server.requests().size(), 7 + 4);
    }

    void wrongKeysAreNotTriedForEver()
    {
        Setup s;
        s.server.script({refusal(challenge("n1")), refusal(challenge("n2"))});
        const auto response = s.send("GET");
        QVERIFY(response);
        QCOMPARE(response->status, 401);
        QCOMPARE(s.server.requests().size(), 2);
        const auto again = s.send("GET");
        QVERIFY(again);
        QCOMPARE(again->status, 401);
        // The nonce was not new any more, so it gets the benefit of the doubt, once a call.
        QCOMPARE(s.server.requests().size(), 4);
    }

    void otherSchemesAreNotAnswered()
    {
        Setup s;
        s.server.script({refusal("Basic realm=\"r\"")});
        const auto response = s.send("GET");
        QVERIFY(response);
        QCOMPARE(response->status, 401);
        QCOMPARE(s.server.requests().size(), 1);
        QVERIFY(!s.server.received().contains("not-a-real-private-key"));
    }

    void manyCallersAtOnce()
    {
        Setup s;
        NonceServer nonces;
        nonces.usesOfOne = 1000;
        s.server.answerWith(nonces);
        std::vector<Awaited<HttpResponse>> calls;
        for (int i = 0; i < 20; ++i)
            calls.emplace_back(
                s.client->send(HttpRequest("GET", s.server.url(), Replay::Idempotent)));
        for (auto &call : calls) {
            QTRY_VERIFY(call.isReady());
            QCOMPARE(call.get()->status, 200);
        }
    }

    void anotherCallerMayHaveLearntMeanwhile()
    {
        const auto authorizer = std::make_shared<DigestAuthorizer>(
            QStringLiteral("p"), Secret(QByteArray("not-a-real-key")));
        HttpResponse first;
        first.status = 401;
        first.headers.emplaceBack("WWW-Authenticate", challenge("n1"));
        HttpResponse second;
        second.status = 401;
        second.headers.emplaceBack("WWW-Authenticate", challenge("n2"));
        QVERIFY(authorizer->rejected(Secret(), first));
        QVERIFY(authorizer->rejected(Secret(), second));
        AuthorizationContext context("GET", QUrl(QStringLiteral("https://a.example/")), {});
        const auto header = await(authorizer->authorization(std::move(context)));
        QVERIFY(header);
        QVERIFY(std::string(header->expose()).find("\"n1\"") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDigestAuthorizer)
#include "tst_digest_authorizer.moc"
