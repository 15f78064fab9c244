#include "tests/core/http_fixture.h"

#include <QLocale>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;
using Manner = TestAnswer::Manner;

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReads()
    {
        HttpSetup s;
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
        HttpSetup s;
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

    void noticesTheServersClock()
    {
        HttpSetup s;
        const QString host = s.server.url().host();
        QVERIFY(!s.client->serverAhead(host));
        TestAnswer answer = json("{}");
        const QDateTime there = SystemClock().now().addSecs(3 * 3600);
        answer.headers.emplaceBack(
            "Date", QLocale::c()
                        .toString(there, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
                        .toLatin1());
        s.server.script({answer, json("{}")});
        QVERIFY(await(s.client->send(get(s.server.url()))));
        const auto ahead = s.client->serverAhead(host);
        QVERIFY(ahead);
        QVERIFY(std::chrono::abs(*ahead - 3h) < 1min);
        // An answer that says nothing changes nothing.
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QCOMPARE(s.client->serverAhead(host), ahead);
        QVERIFY(!s.client->serverAhead(QStringLiteral("elsewhere.test")));
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
        HttpSetup s;
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

    void aChallengeToAWriteIsAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("challenge");
        for (const char *challenge :
             {"Basic realm=\"x\"", "Bearer error=\"invalid_token\"",
              "Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=MD5", "Negotiate", "NTLM"})
            QTest::addRow("%s", challenge) << QByteArray(challenge);
    }
    void aChallengeToAWriteIsAnAnswer()
    {
        QFETCH(const QByteArray, challenge);
        HttpSetup s;
        TestAnswer answer = status(401, {{"WWW-Authenticate", challenge}});
        answer.body = "{\"message\":\"why\"}";
        s.server.script({answer});
        const auto response = await(s.client->send(write(s.server.url())));
        QVERIFY2(response, qPrintable(response ? QString() : response.error().message));
        QCOMPARE(response->status, 401);
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
        HttpSetup s;
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
        HttpSetup s;
        s.server.script(
            {status(302, {{"Location", "https://u:hunter2@x.example/?token=hunter2"}})});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(!response);
        QVERIFY(response.error().message.contains(QStringLiteral("x.example")));
        QVERIFY(!response.error().message.contains(QStringLiteral("hunter2")));
    }

    void plainHttpGoesNowhereElse()
    {
        HttpSetup s;
        const auto response = await(s.client->send(get(QUrl(QStringLiteral("http://192.0.2.1/")))));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::InvalidInput);
        QVERIFY(response.error().message.contains(QStringLiteral("192.0.2.1")));
    }

    void credentialsInTheAddressAreRefused()
    {
        HttpSetup s;
        QUrl url = s.server.url();
        url.setUserInfo(QStringLiteral("me:hunter2"));
        const auto response = await(s.client->send(get(url)));
        QVERIFY(!response);
        QVERIFY(!response.error().message.contains(QStringLiteral("hunter2")));
        QCOMPARE(s.server.requests().size(), 0);
    }

    void headersCannotBreakOut()
    {
        HttpSetup s;
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
        HttpSetup s;
        s.server.script({status(200, {{"Set-Cookie", "session=1"}})});
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QVERIFY(await(s.client->send(get(s.server.url()))));
        QVERIFY(!s.server.requests().at(1).headers.contains("cookie"));
    }

    void nothingIsCached()
    {
        HttpSetup s;
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
        HttpSetup s(hurried());
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
        HttpSetup s;
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
        HttpSetup s(options);
        s.server.script({manner(Manner::Hang)});
        const auto response =
            await(s.client->send(HttpRequest("DELETE", s.server.url(), Replay::Never)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Timeout);
        QVERIFY(response.error().outcomeUnknown);
    }

    void nothingSentMeansNothingDone()
    {
        HttpSetup s;
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
        HttpSetup s;
        const auto response =
            await(s.client->send(get(QUrl(QStringLiteral("https://nowhere.invalid/")))));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Network);
        QVERIFY2(
            response.error().message.contains(QStringLiteral("nowhere.invalid")),
            qPrintable(response.error().message));
    }

    void theClientMayGoAwayMeanwhile()
    {
        HttpSetup s;
        Awaited<HttpResponse> call(s.client->send(get(s.server.url())));
        s.client.reset();
        QTRY_VERIFY(call.isReady());
        QVERIFY(call.get());
    }

    void manyCallsAtOnce()
    {
        HttpSetup s;
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
