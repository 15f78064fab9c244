#include "tests/core/http_fixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;
using Manner = TestAnswer::Manner;

class HttpWaitingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void busyServersAreAskedAgain_data()
    {
        QTest::addColumn<int>("code");
        for (const int code : {429, 502, 503, 504})
            QTest::addRow("%d", code) << code;
    }
    void busyServersAreAskedAgain()
    {
        QFETCH(const int, code);
        HttpSetup s;
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
        HttpSetup s;
        s.server.script({status(503)});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 503);
        QCOMPARE(s.server.requests().size(), 4);
    }

    void aLostConnectionIsTriedAgain()
    {
        HttpSetup s;
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
        HttpSetup s;
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

    void aWaitIsToldWhenItBegins()
    {
        HttpSetup s;
        s.server.script({status(429, {{"Retry-After", "30"}})});
        const QSignalSpy waiting(s.log.get(), &ExchangeLog::waiting);
        CancelSource source;
        HttpRequest first = get(s.server.url());
        first.cancel = source.token();
        QByteArray told;
        first.beforeWait = [&told](const HttpResponse &answer) {
            told = answer.header("Retry-After");
        };
        // What is sent after a new sign-in tells it too.
        Awaited<HttpResponse> call(s.client->send(first.duplicate()));
        QTRY_COMPARE(told, QByteArray("30"));
        QCOMPARE(waiting.size(), 1);
        QVERIFY(!call.isReady());
        source.cancel();
        QTRY_VERIFY(call.isReady());
    }

    void aWaitBeyondTheDeadlineIsNotBegun()
    {
        HttpSetup s;
        s.server.script({status(429, {{"Retry-After", "3600"}})});
        const auto response = await(s.client->send(get(s.server.url())));
        QVERIFY(response);
        QCOMPARE(response->status, 429);
        QCOMPARE(s.server.requests().size(), 1);
    }

    void theDeadlineEndsTheCall()
    {
        HttpSetup s;
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
        HttpSetup s;
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
        HttpSetup s;
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
        HttpSetup s;
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
};

QTEST_GUILESS_MAIN(HttpWaitingTest)
#include "tst_http_waiting.moc"
