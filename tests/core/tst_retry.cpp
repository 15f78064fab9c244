#include "core/net/http_error.h"
#include "core/net/retry_after.h"
#include "core/net/retry_policy.h"

#include <QTest>

using namespace keywright;
using namespace std::chrono_literals;

namespace {

AttemptOutcome answered(int status, std::optional<std::chrono::seconds> retryAfter = std::nullopt)
{
    AttemptOutcome outcome;
    outcome.status = status;
    outcome.retryAfter = retryAfter;
    outcome.remaining = 60s;
    return outcome;
}

AttemptOutcome lost(bool connectionFailed)
{
    AttemptOutcome outcome = answered(0);
    outcome.connectionFailed = connectionFailed;
    return outcome;
}

HttpResponse response(int status, QList<std::pair<QByteArray, QByteArray>> headers = {})
{
    HttpResponse result;
    result.status = status;
    result.headers = std::move(headers);
    return result;
}

} // namespace

class RetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRepeated_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("waits");
        QTest::addColumn<bool>("read");
        QTest::addColumn<bool>("write");
        for (const int status : {200, 201, 301, 400, 401, 403, 404, 409, 500, 501}) {
            QTest::addRow("%d", status) << status << false << false << false;
            QTest::addRow("%d with Retry-After", status) << status << true << false << false;
        }
        for (const int status : {502, 503, 504}) {
            QTest::addRow("%d", status) << status << false << true << false;
            QTest::addRow("%d with Retry-After", status) << status << true << true << false;
        }
        QTest::addRow("429") << 429 << false << true << false;
        QTest::addRow("429 with Retry-After") << 429 << true << true << true;
    }
    void whatIsRepeated()
    {
        QFETCH(const int, status);
        QFETCH(const bool, waits);
        QFETCH(const bool, read);
        QFETCH(const bool, write);
        const AttemptOutcome outcome =
            answered(status, waits ? std::optional(1s) : std::optional<std::chrono::seconds>());
        QCOMPARE(RetryPolicy::nextDelay(Replay::Idempotent, outcome, 0.5).has_value(), read);
        QCOMPARE(RetryPolicy::nextDelay(Replay::Never, outcome, 0.5).has_value(), write);
    }

    void lostAnswersAreRepeatedForReadsOnly()
    {
        QVERIFY(RetryPolicy::nextDelay(Replay::Idempotent, lost(true), 0.5));
        QVERIFY(!RetryPolicy::nextDelay(Replay::Idempotent, lost(false), 0.5));
        QVERIFY(!RetryPolicy::nextDelay(Replay::Never, lost(true), 0.5));
    }

    void theWaitDoublesAndIsSpread()
    {
        AttemptOutcome outcome = answered(503);
        for (int attempt = 1; attempt < RetryPolicy::mostAttempts; ++attempt) {
            outcome.attempt = attempt;
            const auto ceiling = RetryPolicy::firstBackoff * (1 << (attempt - 1));
            const auto delay = [&](double random) {
                return *RetryPolicy::nextDelay(Replay::Idempotent, outcome, random);
            };
            QVERIFY(delay(0.0) == 0ms);
            QVERIFY(delay(0.5) == ceiling / 2);
            QVERIFY(delay(0.999) < ceiling);
        }
        outcome.attempt = RetryPolicy::mostAttempts;
        QVERIFY(!RetryPolicy::nextDelay(Replay::Idempotent, outcome, 0.0));
    }

    void theServersWishIsHonouredWithinTheDeadline()
    {
        AttemptOutcome outcome = answered(429, 10s);
        QVERIFY(*RetryPolicy::nextDelay(Replay::Idempotent, outcome, 0.5) >= 10s);
        outcome.remaining = 10s;
        QVERIFY(!RetryPolicy::nextDelay(Replay::Idempotent, outcome, 0.0));
        outcome.remaining = -1s;
        outcome.retryAfter.reset();
        QVERIFY(!RetryPolicy::nextDelay(Replay::Idempotent, outcome, 0.0));
    }

    void retryAfterIsRead_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<int>("seconds"); // -1: none
        const QByteArray noon = "Sun, 06 Nov 1994 12:00:00 GMT";
        QTest::addRow("seconds") << QByteArray("17") << QByteArray() << 17;
        QTest::addRow("nought") << QByteArray("0") << QByteArray() << 0;
        QTest::addRow("blanks around") << QByteArray("  5 ") << QByteArray() << 5;
        QTest::addRow("date") << QByteArray("Sun, 06 Nov 1994 12:01:30 GMT") << noon << 90;
        QTest::addRow("past date") << QByteArray("Sun, 06 Nov 1994 11:00:00 GMT") << noon << 0;
        QTest::addRow("date without the server's") << noon << QByteArray() << -1;
        QTest::addRow("absent") << QByteArray() << noon << -1;
        QTest::addRow("negative") << QByteArray("-5") << noon << -1;
        QTest::addRow("words") << QByteArray("soon") << noon << -1;
        QTest::addRow("a year") << QByteArray("31536000") << QByteArray() << 86400;
        QTest::addRow("enormous") << QByteArray(40, '9') << QByteArray() << 86400;
    }
    void retryAfterIsRead()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, date);
        QFETCH(const int, seconds);
        const auto wait = retryAfter(response(429, {{"retry-after", value}, {"Date", date}}));
        QCOMPARE(wait ? static_cast<int>(wait->count()) : -1, seconds);
    }

    void everyStatusHasItsKind_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](int status, ErrorKind kind) {
            QTest::addRow("%d", status) << status << kind;
        };
        row(400, ErrorKind::InvalidInput);
        row(401, ErrorKind::NotAuthenticated);
        row(403, ErrorKind::NotPermitted);
        row(404, ErrorKind::NotFound);
        row(405, ErrorKind::Protocol);
        row(406, ErrorKind::Protocol);
        row(409, ErrorKind::Conflict);
        row(410, ErrorKind::NotFound);
        row(412, ErrorKind::Conflict);
        row(413, ErrorKind::InvalidInput);
        row(415, ErrorKind::Protocol);
        row(418, ErrorKind::Protocol);
        row(422, ErrorKind::InvalidInput);
        row(429, ErrorKind::Limit);
        row(500, ErrorKind::Provider);
        row(503, ErrorKind::Provider);
        row(504, ErrorKind::Timeout);
        row(599, ErrorKind::Provider);
        row(600, ErrorKind::Protocol);
        row(200, ErrorKind::Protocol);
    }
    void everyStatusHasItsKind()
    {
        QFETCH(const int, status);
        QFETCH(const ErrorKind, kind);
        const Error general = httpError(response(status), QString());
        QCOMPARE(general.kind, kind);
        QCOMPARE(general.httpStatus, status);
        QVERIFY(general.message.contains(QString::number(status)));
        const Error told =
            httpError(response(status), QStringLiteral("Told."), QStringLiteral("CODE"));
        QCOMPARE(told.message, QStringLiteral("Told."));
        QCOMPARE(told.providerCode, QStringLiteral("CODE"));
    }

    void aLimitTellsWhenToComeBack()
    {
        const Error error = httpError(response(429, {{"Retry-After", "7"}}), QString());
        QVERIFY(error.retryAfter == std::optional(7s));
        QVERIFY2(error.hint.contains(QStringLiteral("Wait 7 seconds")), qPrintable(error.hint));
        QCOMPARE(waitHint(1s), QStringLiteral("Wait 1 second and try again."));
        QCOMPARE(waitHint(0s), waitHint(std::nullopt));
        QCOMPARE(httpError(response(429), QString()).hint, waitHint(std::nullopt));
        const Error down = httpError(response(503, {{"Retry-After", "30"}}), QString());
        QVERIFY2(down.hint.startsWith(QStringLiteral("Wait 30 seconds")), qPrintable(down.hint));
    }
};

QTEST_GUILESS_MAIN(RetryTest)
#include "tst_retry.moc"
