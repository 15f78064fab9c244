// A process that creates or rotates is killed after each of the journal's writes and around each of
// the keychain's; the next one finishes its work. No secret is lost unnoticed, and at no time is an
// account without one that works.

#include "tests/support/kill_rounds.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class KillMatrixTest : public KillRounds
{
    Q_OBJECT

private Q_SLOTS:
    void afterEveryWrite_data() { rows(); }
    void afterEveryWrite();
    void aroundTheKeychain_data() { rows(); }
    void aroundTheKeychain();
};

void KillMatrixTest::afterEveryWrite()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    int writes = 0;
    bool done = false;
    while (!done) {
        QVERIFY(++writes < 40);
        begin(provider);
        done = killOnce(verb, type, QStringLiteral("write:%1").arg(writes));
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(writes > (verb == QLatin1StringView("rotate") ? 10 : 4));
}

/// The worst moments: the server has told the secret, and nobody has it yet; the keychain has it,
/// and the journal does not know.
void KillMatrixTest::aroundTheKeychain()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    for (const char *moment : {"before", "after"}) {
        int writes = 0;
        bool done = false;
        while (!done) {
            QVERIFY(++writes < 10);
            begin(provider);
            done = killOnce(
                verb, type,
                QStringLiteral("%1-keychain:%2").arg(QLatin1StringView(moment)).arg(writes));
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(writes > 1);
    }
}

QTEST_GUILESS_MAIN(KillMatrixTest)
#include "tst_kill_matrix.moc"
