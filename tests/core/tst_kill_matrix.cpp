// A process that creates or rotates is killed after each of the journal's writes, around each of
// the keychain's, and at random times; the next one finishes its work. No secret is lost unnoticed,
// and at no time is an account without one that works. KEYWRIGHT_KILLS sets how many random times
// are tried.

#include "tests/support/kill_rounds.h"

#include <QRandomGenerator>
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
    void atRandomTimes_data() { rows(); }
    void atRandomTimes();

private:
    static void rows();
};

void KillMatrixTest::rows()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("type");
    const QString tecton = QStringLiteral("tecton");
    const QString atlas = QStringLiteral("atlas");
    const QString oauth = QStringLiteral("oauth");
    const QString key = QStringLiteral("api-key");
    for (const char *verb : {"create", "rotate"}) {
        const QString name = QString::fromLatin1(verb);
        QTest::addRow("%s, Tecton client secret", verb) << tecton << name << oauth;
        QTest::addRow("%s, Tecton API key", verb) << tecton << name << key;
        QTest::addRow("%s, Atlas client secret", verb) << atlas << name << oauth;
    }
}

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

void KillMatrixTest::atRandomTimes()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    const int kills = std::max(1, qEnvironmentVariableIntValue("KEYWRIGHT_KILLS"));
    for (int i = 0; i < kills; ++i) {
        begin(provider);
        const int time = 20'000 + QRandomGenerator::global()->bounded(400'000);
        killOnce(verb, type, QStringLiteral("time:%1").arg(time));
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_GUILESS_MAIN(KillMatrixTest)
#include "tst_kill_matrix.moc"
