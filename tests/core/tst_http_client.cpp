#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;
using Manner = TestAnswer::Manner;

Q_DECLARE_METATYPE(keywright::test::TestAnswer)

namespace {

struct Setup
{
    explicit Setup(TransportOptions options = {})
        : log(std::make_shared<ExchangeLog>())
        , client(std::make_shared<HttpClient>(
              std::make_shared<QNetworkAccessManager>(), std::move(options),
              std::make_shared<SystemClock>(), log))
    {
    }

    TestServer server;
    std::shared_ptr<ExchangeLog> log;
    std::shared_ptr<HttpClient> client;
};

HttpRequest get(const QUrl &url)
{
    return HttpRequest("GET", url, Replay::Idempotent);
}

HttpRequest write(const QUrl &url)
{
    HttpRequest request("POST", url, Replay::Never);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = WipedBytes(QByteArray("{\"name\":\"x\"}"));
    return request;
}

Secret fakeSecret()
{
    return Secret(QByteArray("Bearer not-a-real-secret"));
}

TransportOptions hurried()
{
    TransportOptions options;
    options.transferTimeout = 150ms;
    options.deadline = 5s;
    return options;
}

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReads()
    {
        Setup s;
        s.server.script({json("{\"a\":1}")});
        HttpRequest request = write(s.server.url(QStringLiteral("/path")));
        request.secretHeaders.emplace_back("Authorization", fakeSecret());
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->body.view(), QByteArray("{\"a\":1}"));
        QCOMPARE(response->header("content-type"), QByteArray("application/json"));
        QCOMPARE(response->timing.attempts, 1);
        QVERIFY(response->timing.wait > 0us);

        const TestRequest seen = s.server.requests().at(0);
        QCOMPARE(seen.method, QByteArray("POST"));
        QCOMPARE(seen.target, QByteArray("/path"));
        QCOMPARE(seen.body, QByteArray("{\"name\":\"x\"}"));
        QCOMPARE(seen.headers.value("authorization"), QByteArray("Bearer not-a-real-secret"));
        QVERIFY(seen.headers.value("user-agent").startsWith("Keywright/"));
    }

    void theLogHasNoQueryAndNoSecret()
    {
        Setup s;
        QUrl url = s.server.url(QStringLiteral("/list"));
        url.setQuery(QStringLiteral("api_key=not-a-real-secret"));
        QVERIFY(await(s.client->send(get(url))));
        QCOMPARE(s.log->exchanges().size(), 1U);
        const Exchange &exchange = s.log->exchanges().front();
        QCOMPARE(exchange.url, s.server.url(QStringLiteral("/list")).toString());
        QCOMPARE(exchange.method, QStringLiteral("GET"));
        QCOMPARE(exchange.status, 200);
        QVERIFY(exchange.failure.isEmpty());
    }

    void statusIsAnAnswer_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : {204, 304, 400, 401, 403, 404, 405, 409, 410, 418, 500, 501, 505})
            QTest::addRow("%d", code) << code;
    }
    void statusIsAnAnswer()
    {
        QFETCH(const int, code);
        Setup s;
        TestAnswer answer = status(code, {{"WWW-Authenticate", "Basic realm=\"x\""}});
        if (code != 204 && code != 304)
            answer.body = "{\"message\":\"why\"}";
        s.server.script({answer});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, code);
        QCOMPARE(response->body.view(), answer.body);
        QCOMPARE(s.server.requests().size(), 1);
    }

    void redirectsGetNoCredentials_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("sameHost");
        for (const int code : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d elsewhere", code) << code << false;
            QTest::addRow("%d on the same host", code) << code << true;
        }
    }
    void redirectsGetNoCredentials()
    {
        QFETCH(const int, code);
        QFETCH(const bool, sameHost);
        Setup s;
        TestServer elsewhere;
        const QUrl target = sameHost ? s.server.url(QStringLiteral("/moved")) : elsewhere.url();
        s.server.script({status(code, {{"Location", target.toEncoded()}}), status(200)});
        HttpRequest request = write(s.server.url());
        request.secretHeaders.emplace_back("Authorization", fakeSecret());
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Protocol);
        QCOMPARE(response.error().httpStatus, code);
        QVERIFY(
            response.error().message.contains(QStringLiteral("127.0.0.1:%1").arg(target.port())));
        QVERIFY(!response.error().outcomeUnknown);
        QCOMPARE(s.server.requests().size(), 1);
        QCOMPARE(elsewhere.received(), QByteArray());
    }

    void redirectWithCredentialsInItsTarget()
    {
        Setup s;
        s.server.script(
            {status(302, {{"Location", "https://u:hunter2@x.example/?token=hunter2"}})});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(!response);
        QVERIFY(response.error().message.contains(QStringLiteral("x.example")));
        QVERIFY(!response.error().message.contains(QStringLiteral("hunter2")));
    }

    void plainHttpGoesNowhereElse()
    {
        Setup s;
        const auto response = await(s.client->send(get(QUrl(QStringLiteral("http://192.0.2.1/")))));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::InvalidInput);
        QVERIFY(response.error().message.contains(QStringLiteral("192.0.2.1")));
    }

    void credentialsInTheAddressAreRefused()
    {
        Setup s;
        QUrl url = s.server.url();
        url.setUserInfo(QStringLiteral("me:hunter2"));
        const auto response = await(s.client->send(get(url)));
        QVERIFY(!response);
        QVERIFY(!response.error().message.contains(QStringLiteral("hunter2")));
        QCOMPARE(s.server.requests().size(), 0);
    }

    void headersCannotBreakOut()
    {
        Setup s;
        HttpRequest request = get(s.server.url());
        request.secretHeaders.emplace_back(
            "Authorization", Secret(QByteArray("Bearer x\r\nX-Injected: 1")));
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::InvalidInput);
        QVERIFY(!response.error().message.contains(QStringLiteral("Injected")));
        QCOMPARE(s.server.requests().size(), 0);
    }

    void cookiesAreNotKept()
    {
        Setup s;
        s.server.script({status(200, {{"Set-Cookie", "session=1"}})});
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QVERIFY(!s.server.requests().at(1).headers.contains("cookie"));
    }

    void nothingIsCached()
    {
        Setup s;
        s.server.script({status(200, {{"Cache-Control", "max-age=3600"}, {"ETag", "\"1\""}})});
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QCOMPARE(s.server.requests().size(), 2);
    }

    void damagedAnswers_data()
    {
        QTest::addColumn<TestAnswer>("answer");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addRow("dropped before") << manner(Manner::DropBefore) << ErrorKind::Network;
        QTest::addRow("dropped in the body")
            << manner(Manner::DropInBody, "0123456789") << ErrorKind::Network;
        QTest::addRow("not HTTP") << manner(Manner::Raw, "220 mail.example ESMTP\r\n\r\n")
                                  << ErrorKind::Network;
        QTest::addRow("chunks that stop")
            << manner(
                   Manner::Raw,
                   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")
            << ErrorKind::Network;
        QTest::addRow("damaged compression")
            << manner(
                   Manner::Raw,
                   "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello")
            << ErrorKind::Protocol;
        QTest::addRow("hangs") << manner(Manner::Hang) << ErrorKind::Timeout;
        QTest::addRow("hangs in the body")
            << manner(Manner::HangInBody, "0123456789") << ErrorKind::Timeout;
    }
    void damagedAnswers()
    {
        QFETCH(const TestAnswer, answer);
        QFETCH(const ErrorKind, kind);
        Setup s(hurried());
        s.server.script({answer});
        const auto response = await(s.client->send(write(s.server.url())));
        QVERIFY(!response);
        QVERIFY2(response.error().kind == kind, qPrintable(response.error().message));
        QVERIFY(response.error().message.contains(QStringLiteral("127.0.0.1")));
        QVERIFY(!response.error().hint.isEmpty());
        QVERIFY(response.error().outcomeUnknown);
        QCOMPARE(s.server.requests().size(), 1);
        QCOMPARE(s.log->exchanges().front().failure, errorKindName(kind));
    }

    void anEmptyWriteIsNotRepeatedEither_data()
    {
        QTest::addColumn<QByteArray>("method");
        for (const char *method : {"POST", "DELETE", "PUT", "PATCH"})
            QTest::addRow("%s", method) << QByteArray(method);
    }
    void anEmptyWriteIsNotRepeatedEither()
    {
        QFETCH(const QByteArray, method);
        Setup s;
        // The first goes over a new connection, the last over one that is open already.
        s.server.script({manner(Manner::DropBefore), status(200), manner(Manner::DropBefore)});
        const auto first =
            await(s.client->send(HttpRequest(method, s.server.url(), Replay::Never)));
        QVERIFY(!first);
        QVERIFY(first.error().outcomeUnknown);
        QVERIFY(await(s.client->send(get(s.server.url()))));
        const auto response =
            await(s.client->send(HttpRequest(method, s.server.url(), Replay::Never)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY(response.error().outcomeUnknown);
        QCOMPARE(s.server.requests().size(), 3);
    }

    void anEmptyWriteThatHangsMayHaveLanded()
    {
        TransportOptions options = hurried();
        options.connectTimeout = 50ms;
        Setup s(options);
        s.server.script({manner(Manner::Hang)});
        const auto response =
            await(s.client->send(HttpRequest("DELETE", s.server.url(), Replay::Never)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Timeout);
        QVERIFY(response.error().outcomeUnknown);
    }

    void nothingSentMeansNothingDone()
    {
        Setup s;
        const QUrl url = s.server.url();
        s.server.close();
        auto response = await(s.client->send(write(url)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY(response.error().message.contains(QStringLiteral("connection refused")));
        QVERIFY(!response.error().outcomeUnknown);

        response = await(s.client->send(HttpRequest("DELETE", url, Replay::Never)));
        QVERIFY(!response);
        QVERIFY(!response.error().outcomeUnknown);
    }

    void unknownHost()
    {
        Setup s;
        const auto response =
            await(s.client->send(get(QUrl(QStringLiteral("https://nowhere.invalid/")))));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY2(
            response.error().message.contains(QStringLiteral("nowhere.invalid")),
            qPrintable(response.error().message));
    }

    void busyServersAreAskedAgain_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : {429, 502, 503, 504})
            QTest::addRow("%d", code) << code;
    }
    void busyServersAreAskedAgain()
    {
        QFETCH(const int, code);
        Setup s;
        s.server.script({status(code), status(code, {{"Retry-After", "0"}}), json("{}")});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(response->timing.attempts, 3);
        QCOMPARE(s.server.requests().size(), 3);
        QCOMPARE(s.log->exchanges().size(), 1U);
        QCOMPARE(s.log->exchanges().front().attempts, 3);
    }

    void patienceEnds()
    {
        Setup s;
        s.server.script({status(503)});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 503);
        QCOMPARE(s.server.requests().size(), 4);
    }

    void aLostConnectionIsTriedAgain()
    {
        Setup s;
        s.server.script({manner(Manner::DropBefore), manner(Manner::DropBefore), json("{}")});
        HttpRequest request("POST", s.server.url(), Replay::Idempotent);
        request.body = WipedBytes(QByteArray("grant_type=x"));
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(response);
        QCOMPARE(response->timing.attempts, 3);
        QCOMPARE(s.server.requests().at(2).body, QByteArray("grant_type=x"));
    }

    void writesWaitOutOnlyALimit()
    {
        Setup s;
        s.server.script({status(429, {{"Retry-After", "0"}}), json("{}")});
        auto response = await(s.client->send(write(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 200);
        QCOMPARE(s.server.requests().at(1).body, QByteArray("{\"name\":\"x\"}"));

        s.server.script({status(503, {{"Retry-After", "0"}}), json("{}")});
        response = await(s.client->send(write(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 503);
        QCOMPARE(s.server.requests().size(), 3);
    }

    void aWaitBeyondTheDeadlineIsNotBegun()
    {
        Setup s;
        s.server.script({status(429, {{"Retry-After", "3600"}})});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 429);
        QCOMPARE(s.server.requests().size(), 1);
    }

    void theDeadlineEndsTheCall()
    {
        Setup s;
        s.server.script({manner(Manner::Hang)});
        HttpRequest request = get(s.server.url());
        request.deadline = 100ms;
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Timeout);
        QVERIFY(response.error().message.contains(QStringLiteral("0.1 s")));
        QTRY_COMPARE(s.server.openConnections(), 0);
    }

    void cancellingEndsTheCall()
    {
        Setup s;
        s.server.script({manner(Manner::Hang)});
        CancelSource source;
        HttpRequest request = write(s.server.url());
        request.cancel = source.token();
        Awaited<HttpResponse> call(s.client->send(std::move(request)));
        QTRY_COMPARE(s.server.requests().size(), 1);
        source.cancel();
        QVERIFY(!call.isReady());
        QTRY_VERIFY(call.isReady());
        QCOMPARE(call.get().error().kind, ErrorKind::Cancelled);
        QVERIFY(call.get().error().outcomeUnknown);
        QTRY_COMPARE(s.server.openConnections(), 0);
    }

    void cancellingBeforeTheStartSendsNothing()
    {
        Setup s;
        CancelSource source;
        source.cancel();
        HttpRequest request = write(s.server.url());
        request.cancel = source.token();
        const auto response = await(s.client->send(std::move(request)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Cancelled);
        QVERIFY(!response.error().outcomeUnknown);
        QCOMPARE(s.server.received(), QByteArray());
    }

    void cancellingEndsAWaitForAnotherAttempt()
    {
        Setup s;
        s.server.script({status(429, {{"Retry-After", "30"}})});
        CancelSource source;
        HttpRequest request = get(s.server.url());
        request.cancel = source.token();
        Awaited<HttpResponse> call(s.client->send(std::move(request)));
        QTRY_COMPARE(s.server.requests().size(), 1);
        source.cancel();
        QTRY_VERIFY(call.isReady());
        QVERIFY(!call.get());
        QCOMPARE(call.get().error().kind, ErrorKind::Cancelled);
    }

    void theClientMayGoAwayMeanwhile()
    {
        Setup s;
        Awaited<HttpResponse> call(s.client->send(get(s.server.url())));
        s.client.reset();
        QTRY_VERIFY(call.isReady());
        QVERIFY(call.get());
    }

    void manyCallsAtOnce()
    {
        Setup s;
        s.server.script({json("{}")});
        QList<Awaited<HttpResponse>> calls;
        for (int i = 0; i < 100; ++i)
            calls.emplaceBack(s.client->send(get(s.server.url())));
        for (Awaited<HttpResponse> &call : calls) {
            QTRY_VERIFY(call.isReady());
            QVERIFY(call.get());
        }
        QCOMPARE(s.server.requests().size(), 100);
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_http_client.moc"
