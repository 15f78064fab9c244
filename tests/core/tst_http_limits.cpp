#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTest>

using namespace keywright;
using namespace keywright::test;
using Manner = TestAnswer::Manner;

namespace {

std::shared_ptr<HttpClient> newClient()
{
    return std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), TransportOptions(),
        std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>());
}

// A gzip file of `mebibytes` of zeros: stored head, then deflate made of qCompress's own stream.
QByteArray zippedZeros(int mebibytes)
{
    const QByteArray zeros(mebibytes * 1024 * 1024, '\0');
    // qCompress: four bytes of length, then a zlib stream, which HTTP calls "deflate".
    return qCompress(zeros, 9).mid(4);
}

} // namespace

class HttpLimitsTest : public QObject
{
    Q_OBJECT

private:
    void refusesAsTooLarge(const TestAnswer &answer)
    {
        TestServer server;
        server.script({answer});
        HttpRequest request("POST", server.url(), Replay::Never);
        const auto response = await(newClient()->send(std::move(request)));
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Protocol);
        QVERIFY2(
            response.error().message.contains(QStringLiteral("64 MiB")),
            qPrintable(response.error().message));
        QVERIFY(response.error().outcomeUnknown);
        QTRY_COMPARE(server.openConnections(), 0);
    }

private Q_SLOTS:
    void anAnswerAtTheCapIsRead()
    {
        TestServer server;
        server.script({json(QByteArray(HttpClient::answerCap, 'x'))});
        const auto response =
            await(newClient()->send(HttpRequest("GET", server.url(), Replay::Idempotent)));
        QVERIFY(response);
        QCOMPARE(response->body.size(), HttpClient::answerCap);
    }

    void anAnnouncedLengthBeyondTheCap()
    {
        TestAnswer answer = json("short");
        answer.headers.emplaceBack("Content-Length", "2147483648");
        refusesAsTooLarge(answer);
    }

    void anEndlessAnswer()
    {
        refusesAsTooLarge(manner(Manner::Endless, QByteArray(1024 * 1024, 'x')));
    }

    void aSmallAnswerThatUnpacksToMuch()
    {
        TestAnswer answer = json(zippedZeros(100));
        answer.headers.emplaceBack("Content-Encoding", "deflate");
        QVERIFY(answer.body.size() < 1024 * 1024);
        refusesAsTooLarge(answer);
    }

    void aCompressedAnswerIsUnpacked()
    {
        TestServer server;
        TestAnswer answer = json(zippedZeros(1));
        answer.headers.emplaceBack("Content-Encoding", "deflate");
        server.script({answer});
        const auto response =
            await(newClient()->send(HttpRequest("GET", server.url(), Replay::Idempotent)));
        QVERIFY(response);
        QCOMPARE(response->body.size(), 1024 * 1024);
    }

    void aLargeRequestArrives()
    {
        TestServer server;
        const QByteArray body(8 * 1024 * 1024, 'r');
        HttpRequest request("PUT", server.url(), Replay::Never);
        request.body = WipedBytes(QByteArray(body.constData(), body.size()));
        QVERIFY(await(newClient()->send(std::move(request))));
        QCOMPARE(server.requests().at(0).body, body);
    }
};

QTEST_GUILESS_MAIN(HttpLimitsTest)
#include "tst_http_limits.moc"
