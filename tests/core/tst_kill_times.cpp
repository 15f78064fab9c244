// A process that creates or rotates is killed at random times while it works; the next one finishes
// what it began. KEYWRIGHT_KILLS sets how many times each is killed.

#include "tests/support/kill_rounds.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

class KillTimesTest : public KillRounds
{
    Q_OBJECT

private Q_SLOTS:
    void atRandomTimes_data() { rows(); }
    void atRandomTimes();
};

/// Within the time that it takes here and now. One that was faster this time, and came to its end,
/// is no kill: most have to be.
void KillTimesTest::atRandomTimes()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    constexpr int atLeast = 3;
    constexpr int spare = 10; // for bad luck with few kills
    const int kills = std::max(atLeast, qEnvironmentVariableIntValue("KEYWRIGHT_KILLS"));
    begin(provider);
    QVERIFY(killOnce(verb, type, QStringLiteral("never")));
    auto whole = took();
    QVERIFY(whole.count() > 0);
    int killed = 0;
    for (int rounds = 1; killed < kills; ++rounds) {
        QVERIFY2(
            rounds <= 2 * kills + spare,
            qPrintable(QStringLiteral("%1 kills in %2 rounds within %3 µs")
                           .arg(killed)
                           .arg(rounds - 1)
                           .arg(whole.count())));
        begin(provider);
        const qint64 time = QRandomGenerator::global()->bounded(qint64(whole.count()));
        const bool done = killOnce(verb, type, QStringLiteral("time:%1").arg(time));
        if (QTest::currentTestFailed())
            return;
        if (done)
            whole = std::min(whole, took());
        else
            ++killed;
    }
}

QTEST_GUILESS_MAIN(KillTimesTest)
#include "tst_kill_times.moc"
