// The heap of the window's program: what is given back is overwritten, and where another heap was
// put before the system's it stands back.

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

class ScrubbingHeapTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void overwritesWhatIsGivenBack();
    void standsBackForAnotherHeap();
    void worksUnderValgrind();

private:
    static void
    run(const QString &program, const QStringList &arguments, const QString &preload = QString());
};

void ScrubbingHeapTest::run(
    const QString &program, const QStringList &arguments, const QString &preload)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!preload.isEmpty())
        environment.insert(QStringLiteral("LD_PRELOAD"), preload);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    QVERIFY(process.waitForFinished(120'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, output.constData());
    QVERIFY2(process.exitCode() == 0, output.constData());
}

void ScrubbingHeapTest::overwritesWhatIsGivenBack()
{
    run(QStringLiteral(HEAP_DRIVER), {});
    run(QStringLiteral(HEAP_DRIVER), {QStringLiteral("use")});
}

void ScrubbingHeapTest::standsBackForAnotherHeap()
{
    run(QStringLiteral(HEAP_DRIVER), {QStringLiteral("use")}, QStringLiteral(FOREIGN_HEAP));
}

void ScrubbingHeapTest::worksUnderValgrind()
{
    const QString valgrind = QStandardPaths::findExecutable(QStringLiteral("valgrind"));
    if (valgrind.isEmpty())
        QSKIP("There is no valgrind here.");
    run(valgrind, {QStringLiteral("--quiet"), QStringLiteral("--error-exitcode=9"),
                   QStringLiteral(HEAP_DRIVER), QStringLiteral("use")});
}

QTEST_GUILESS_MAIN(ScrubbingHeapTest)
#include "tst_scrubbing_heap.moc"
