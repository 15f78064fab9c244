#include "core/base/process_hardening.h"

#include <QTest>

#include <sys/prctl.h>
#include <sys/resource.h>

using namespace keywright;

class ProcessHardeningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qunsetenv("KEYWRIGHT_ALLOW_DUMP");
        ::prctl(PR_SET_DUMPABLE, 1);
    }

    // A leak check at the end has to look into this process.
    void cleanup() { ::prctl(PR_SET_DUMPABLE, 1); }

    void aDeveloperCanAskForDumps()
    {
        qputenv("KEYWRIGHT_ALLOW_DUMP", "1");
        hardenProcess();
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 1);
    }

    void nobodyElseGetsThem()
    {
        hardenProcess();
        QCOMPARE(::prctl(PR_GET_DUMPABLE), 0);
        rlimit core{};
        QCOMPARE(::getrlimit(RLIMIT_CORE, &core), 0);
        QCOMPARE(core.rlim_cur, rlim_t(0));
        QCOMPARE(core.rlim_max, rlim_t(0));
    }
};

QTEST_GUILESS_MAIN(ProcessHardeningTest)
#include "tst_process_hardening.moc"
