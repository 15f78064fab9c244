#include "core/lookup/pending.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_clock.h"

#include <QCoro/QCoroTask>
#include <QTest>
#include <QTimer>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

namespace {

/// An attempt that gives one result after the other, the last one for ever.
struct Script
{
    QList<Result<int>> results;
    int calls = 0;

    Async<int> next()
    {
        const qsizetype index = std::min<qsizetype>(calls++, results.size() - 1);
        const Result<int> result = results.at(index);
        co_return result;
    }
};

Result<int> refused(ErrorKind kind)
{
    return failure(makeError(kind, QStringLiteral("no")));
}

/// Waits by moving the clock.
QCoro::Task<void>
advance(std::shared_ptr<FakeClock> clock, std::chrono::milliseconds time, CancelToken)
{
    clock->advance(time);
    co_return;
}

struct Run
{
    Script script;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    QList<PendingRefusal> refusals;

    PendingPolicy policy()
    {
        PendingPolicy result(clock);
        result.wait = [this](std::chrono::milliseconds time, CancelToken cancel) {
            return advance(clock, time, std::move(cancel));
        };
        return result;
    }

    Result<int> finish(PendingPolicy how, CancelToken cancel = {})
    {
        Async<int> task = retryWhilePending<int>(
            [this] { return script.next(); }, std::move(how), std::move(cancel),
            [this](const PendingRefusal &refusal) { refusals.append(refusal); });
        return await(std::move(task));
    }
};

} // namespace

class TestPending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void successAtOnceIsOneAttempt();
    void refusalsAreRetriedUntilTheyEnd();
    void otherFailuresEndAtOnce_data();
    void otherFailuresEndAtOnce();
    void theLastRefusalIsTheResultWhenTheWindowEnds();
    void anOldCredentialGetsOneAttempt();
    void cancellingEndsTheWait();
    void nobodyNeedsToListen();
};

void TestPending::successAtOnceIsOneAttempt()
{
    Run run;
    run.script.results = {1};
    QCOMPARE(run.finish(run.policy()).value(), 1);
    QCOMPARE(run.script.calls, 1);
    QVERIFY(run.refusals.isEmpty());
}

void TestPending::refusalsAreRetriedUntilTheyEnd()
{
    Run run;
    run.script.results = {
        refused(ErrorKind::NotAuthenticated), refused(ErrorKind::NotPermitted), 7};
    QCOMPARE(run.finish(run.policy()).value(), 7);
    QCOMPARE(run.script.calls, 3);
    QCOMPARE(run.refusals.size(), 2);
    QCOMPARE(run.refusals.at(0).nextTryIn, 1'000ms);
    QCOMPARE(run.refusals.at(0).timeLeft, 60'000ms);
    QCOMPARE(run.refusals.at(1).refusal.kind, ErrorKind::NotPermitted);
    QCOMPARE(run.refusals.at(1).nextTryIn, 2'000ms);
    QCOMPARE(run.refusals.at(1).attempts, 2);
}

void TestPending::otherFailuresEndAtOnce_data()
{
    QTest::addColumn<int>("kind");
    for (const ErrorKind kind :
         {ErrorKind::NotFound, ErrorKind::Network, ErrorKind::Timeout, ErrorKind::Cancelled,
          ErrorKind::InvalidInput, ErrorKind::Provider})
        QTest::newRow(qPrintable(errorKindName(kind))) << int(kind);
}

void TestPending::otherFailuresEndAtOnce()
{
    QFETCH(int, kind);
    Run run;
    run.script.results = {refused(ErrorKind::NotAuthenticated), refused(ErrorKind(kind))};
    const auto result = run.finish(run.policy());
    QVERIFY(!result);
    QCOMPARE(int(result.error().kind), kind);
    QCOMPARE(run.script.calls, 2);
}

void TestPending::theLastRefusalIsTheResultWhenTheWindowEnds()
{
    Run run;
    run.script.results = {refused(ErrorKind::NotAuthenticated)};
    const auto result = run.finish(run.policy());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::NotAuthenticated);
    QCOMPARE(run.clock->elapsed(), 61'000ms);
    // 1 + 2 + 4 + 8 · 6 seconds, and 5 for the rest.
    QCOMPARE(run.refusals.size(), 10);
    QCOMPARE(run.refusals.last().nextTryIn, 5'000ms);
    QCOMPARE(run.script.calls, 11);
}

void TestPending::anOldCredentialGetsOneAttempt()
{
    Run run;
    run.script.results = {refused(ErrorKind::NotPermitted)};
    PendingPolicy policy = run.policy();
    run.clock->advance(60s);
    QVERIFY(!run.finish(policy));
    QCOMPARE(run.script.calls, 1);
    QVERIFY(run.refusals.isEmpty());
}

void TestPending::cancellingEndsTheWait()
{
    Run run;
    run.script.results = {refused(ErrorKind::NotAuthenticated)};
    PendingPolicy policy(run.clock);
    policy.firstPause = 1h;
    policy.longestPause = 1h;
    policy.window = 2h;
    CancelSource source;
    QTimer::singleShot(0, this, [&] { source.cancel(); });
    const auto result = run.finish(policy, source.token());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
    QVERIFY(!result.error().message.isEmpty());
    QCOMPARE(run.script.calls, 1);
}

void TestPending::nobodyNeedsToListen()
{
    Run run;
    run.script.results = {refused(ErrorKind::NotAuthenticated), 3};
    Async<int> task = retryWhilePending<int>(
        [&run] { return run.script.next(); }, run.policy(), CancelToken(), {});
    QCOMPARE(await(std::move(task)).value(), 3);
}

QTEST_GUILESS_MAIN(TestPending)
#include "tst_pending.moc"
