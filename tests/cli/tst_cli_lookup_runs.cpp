#include "app/sandbox/sandbox.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace keywright;

namespace {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
};

constexpr int processDeadline = 60'000; // ms
const QString service = QStringLiteral("prod/fraud_detection_feature_service");

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray inputOf(int rows)
{
    QByteArray text("customer,merchant\n");
    for (int i = 0; i < rows; ++i)
        text += "u" + QByteArray::number(i) + ",9007199254740993\n";
    return text;
}

QStringList words(const QString &line)
{
    return line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

/// The real program's lookups beyond the single one, against a sandbox in this process.
class CliLookupRunsTest : public QObject
{
    Q_OBJECT

private:
    QProcessEnvironment environment() const
    {
        QProcessEnvironment result;
        result.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
        result.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        result.insert(QStringLiteral("HOME"), m_home.path());
        result.insert(QStringLiteral("KEYWRIGHT_ALLOW_DUMP"), QStringLiteral("1"));
        result.insert(
            QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
            QStringLiteral("unix:path=/nonexistent/bus"));
        result.insert(QStringLiteral("TECTON_URL"), m_sandbox->info().tecton.url);
        result.insert(QStringLiteral("TECTON_API_KEY"), m_sandbox->info().tecton.adminApiKey);
        return result;
    }

    static QStringList keys()
    {
        return words(QStringLiteral("--key user_id=u1 --key merchant=9007199254740993 "
                                    "--context amt=101"));
    }

    Outcome run(const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(QStringLiteral(KEYWRIGHT_CLI), arguments);
        Outcome outcome;
        if (!process.waitForFinished(processDeadline))
            return outcome;
        outcome.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
        outcome.out = process.readAllStandardOutput();
        outcome.err = process.readAllStandardError();
        return outcome;
    }

    Outcome lookup(const QString &options) const
    {
        return run(QStringList{QStringLiteral("lookup"), service} + keys() + words(options));
    }

    Outcome lookupJson(const QString &options) const
    {
        return run(
            QStringList{QStringLiteral("--json"), QStringLiteral("lookup"), service} + keys() +
            words(options));
    }

    QStringList batch(const QString &options) const
    {
        return QStringList{QStringLiteral("lookup"),    service,
                           QStringLiteral("--batch"),   m_in,
                           QStringLiteral("--map"),     QStringLiteral("customer=user_id"),
                           QStringLiteral("--context"), QStringLiteral("amt=5")} +
               words(options);
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    QTemporaryDir m_home;
    QString m_in;
    QString m_out;

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox = std::make_unique<sandbox::Sandbox>(sandbox::SandboxOptions());
        QString reason;
        QVERIFY2(m_sandbox->start(&reason), qPrintable(reason));
        m_in = m_home.filePath(QStringLiteral("in.csv"));
        m_out = m_home.filePath(QStringLiteral("out.csv"));
    }

    void init()
    {
        QVERIFY(m_sandbox->setFaults({}));
        QFile::remove(m_out);
    }

    void descriptionsAndTagsAreShown()
    {
        const Outcome plain = lookupJson(QString());
        QVERIFY(!plain.out.contains("\"tags\"") && !plain.out.contains("\"description\""));
        const Outcome asked = lookupJson(QStringLiteral("--descriptions --tags"));
        QCOMPARE(asked.status, 0);
        const QJsonValue first = asked.object()[QStringLiteral("features")][0];
        const QString description = first[QStringLiteral("description")].toString();
        QVERIFY2(!description.isEmpty(), asked.out.constData());
        const QString owner = first[QStringLiteral("tags")][QStringLiteral("owner")].toString();
        QVERIFY2(!owner.isEmpty(), asked.out.constData());
        const QByteArray table = lookup(QStringLiteral("--descriptions --tags")).out;
        QVERIFY2(table.contains("DESCRIPTION") && table.contains("TAGS"), table.constData());
        QVERIFY2(table.contains(description.toUtf8()), table.constData());
        QVERIFY2(table.contains("owner=" + owner.toUtf8()), table.constData());
    }

    void looksUpWithoutTheTypes()
    {
        QVERIFY(m_sandbox->setFaults({QStringLiteral("/metadata=status:501")}));
        const Outcome told = lookupJson(QString());
        QVERIFY2(told.status == 0, told.err.constData());
        QVERIFY(!told.object()[QStringLiteral("features")].toArray().isEmpty());
        QVERIFY2(
            told.err.contains("The types of the keys could not be read"), told.err.constData());
        const Outcome quiet =
            run(QStringList{QStringLiteral("lookup"), service} +
                words(QStringLiteral("--key user_id=u1 --null merchant --context amt=1e2")));
        QVERIFY2(quiet.status == 0, quiet.err.constData());
        QCOMPARE(
            run(QStringList{
                    QStringLiteral("lookup"), service, QStringLiteral("--key"),
                    QStringLiteral("user_id")})
                .status,
            2);
        QCOMPARE(run({QStringLiteral("lookup"), service}).status, 2);
        // The columns of a batch need the types.
        write(m_in, inputOf(1));
        QCOMPARE(run(batch(QString())).status, 8);
    }

    void refusalsOfTheTypesAreRefusalsOfTheLookup_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("status");
        QTest::newRow("not known") << QStringLiteral("/metadata=status:401") << 3;
        QTest::newRow("not permitted") << QStringLiteral("/metadata=status:403") << 4;
        QTest::newRow("not there") << QStringLiteral("/metadata=status:404") << 5;
    }

    void refusalsOfTheTypesAreRefusalsOfTheLookup()
    {
        QFETCH(QString, fault);
        QFETCH(int, status);
        QVERIFY(m_sandbox->setFaults({fault}));
        const Outcome refused = lookup(QString());
        QVERIFY2(refused.status == status, refused.err.constData());
        QVERIFY(!refused.err.contains("The types of the keys"));
    }

    void whatFollowsANullKeyIsTheService()
    {
        const Outcome told =
            run(words(QStringLiteral("lookup --null user_id")) + QStringList(service) +
                words(QStringLiteral("--key merchant=42 --context amt=1 --null user_id")));
        QVERIFY2(told.status == 0, told.err.constData());
    }

    void repeatsAndMeasures()
    {
        const Outcome told = lookup(QStringLiteral("--repeat 20 --concurrency 4"));
        QVERIFY2(told.status == 0, told.err.constData());
        QVERIFY(told.out.startsWith("20 lookups in "));
        QVERIFY(told.out.contains("p95 "));
        const QJsonObject report = lookupJson(QStringLiteral("--repeat 20")).object();
        QCOMPARE(report[QStringLiteral("lookups")].toInt(), 20);
        QCOMPARE(report[QStringLiteral("failed")].toInt(), 0);
        QVERIFY(report[QStringLiteral("latencyMs")][QStringLiteral("p99")].toDouble() > 0);
        int count = 0;
        for (const QJsonValue &bucket : report[QStringLiteral("histogram")].toArray())
            count += bucket[QStringLiteral("count")].toInt();
        QCOMPARE(count, 20);
    }

    void repeatsForAWhileAndCountsFailures()
    {
        QVERIFY(m_sandbox->setFaults({QStringLiteral("get-features=garbage@3")}));
        const Outcome told = lookupJson(QStringLiteral("--for 1"));
        QCOMPARE(told.status, 10);
        const QJsonArray failures = told.object()[QStringLiteral("failures")].toArray();
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures[0][QStringLiteral("kind")].toString(), QStringLiteral("protocol"));
    }

    void refusesWhatDoesNotGoTogether_data()
    {
        QTest::addColumn<QString>("options");
        QTest::newRow("two ways") << QStringLiteral("--repeat 5 --compare-with workspace:prod");
        QTest::newRow("count and time") << QStringLiteral("--repeat 5 --for 5");
        QTest::newRow("out alone") << QStringLiteral("--out x.csv");
        QTest::newRow("too wide") << QStringLiteral("--repeat 5 --concurrency 33");
        QTest::newRow("too often") << QStringLiteral("--repeat 1000000");
        QTest::newRow("nothing to compare") << QStringLiteral("--compare-with prod");
        QTest::newRow("no such file") << QStringLiteral("--compare-with file:/nonexistent.json");
        QTest::newRow("no such batch") << QStringLiteral("--batch /nonexistent.csv");
    }

    void refusesWhatDoesNotGoTogether()
    {
        QFETCH(QString, options);
        const Outcome refused = lookup(options);
        QCOMPARE(refused.status, 2);
        QVERIFY(!refused.err.isEmpty());
    }

    void batchToStandardOutput()
    {
        write(m_in, inputOf(12) + "bad,12a\n");
        const Outcome told = run(batch(QString()));
        QVERIFY2(told.status == 10, told.err.constData());
        QCOMPARE(told.out.count("\r\n"), 14);
        QVERIFY(told.out.startsWith("customer,merchant,lookup_status,lookup_error,"));
        QVERIFY(told.out.contains("\r\nu11,9007199254740993,ok,,"));
        QVERIFY(told.out.contains("Line 14, column merchant: Not a whole number."));
        QVERIFY(told.err.contains("13 rows, 1 failed, 100 % read"));
        QCOMPARE(run(QStringList(QStringLiteral("--json")) + batch(QString())).status, 2);
    }

    void earlierFailuresAreNotForgotten()
    {
        write(m_in, inputOf(5) + "bad,12a\nworse,x\n");
        const QStringList arguments = batch(QStringLiteral("--out %1").arg(m_out));
        const Outcome first = run(arguments);
        QVERIFY2(first.status == 10, first.err.constData());
        QVERIFY2(first.err.contains("another --out tries them again"), first.err.constData());
        const QByteArray written = contentOf(m_out);
        // All rows are there, and two of them have failed.
        const Outcome again = run(arguments);
        QVERIFY2(again.status == 10, again.err.constData());
        QVERIFY2(again.err.contains("7 rows, 2 failed, 100 % read"), again.err.constData());
        QVERIFY2(again.err.contains("another --out tries them again"), again.err.constData());
        const Outcome told = run(QStringList(QStringLiteral("--json")) + arguments);
        QCOMPARE(told.status, 10);
        QCOMPARE(told.object()[QStringLiteral("continuedAfter")].toInt(), 7);
        QCOMPARE(told.object()[QStringLiteral("continuedFailures")].toInt(), 2);
        QCOMPARE(told.object()[QStringLiteral("failed")].toInt(-1), 0);
        QCOMPARE(contentOf(m_out), written);
    }

    void columnsAreAskedFor()
    {
        write(m_in, inputOf(1));
        const Outcome refused =
            run({QStringLiteral("lookup"), service, QStringLiteral("--batch"), m_in});
        QCOMPARE(refused.status, 2);
        QVERIFY2(
            refused.err.contains("No column of the file gives user_id."), refused.err.constData());
    }

    void aKilledBatchGoesOn()
    {
        constexpr int rows = 300;
        write(m_in, inputOf(rows));
        QVERIFY(m_sandbox->setFaults({QStringLiteral("get-features=delay:20ms")}));
        const QStringList arguments = batch(QStringLiteral("--concurrency 2 --out %1").arg(m_out));
        for (int kills = 0; kills < 3; ++kills) {
            const qsizetype before = contentOf(m_out).size();
            QProcess process;
            process.setProcessEnvironment(environment());
            process.start(QStringLiteral(KEYWRIGHT_CLI), arguments);
            QVERIFY(process.waitForStarted());
            QTRY_VERIFY_WITH_TIMEOUT(contentOf(m_out).size() > before + 1000, processDeadline);
            process.kill();
            QVERIFY(process.waitForFinished(processDeadline));
        }
        QVERIFY(m_sandbox->setFaults({}));
        const Outcome rest = run(arguments);
        QVERIFY2(rest.status == 0, rest.err.constData());
        QVERIFY(rest.err.contains("are there already"));
        const QList<QByteArray> lines = contentOf(m_out).split('\n');
        QCOMPARE(lines.size(), rows + 2);
        for (int i = 0; i < rows; ++i)
            QVERIFY(
                lines.at(i + 1).startsWith("u" + QByteArray::number(i) + ",9007199254740993,ok,,"));
        const QJsonObject again =
            QJsonDocument::fromJson(run(QStringList(QStringLiteral("--json")) + arguments).out)
                .object();
        QCOMPARE(again[QStringLiteral("rows")].toInt(), 0);
        QCOMPARE(again[QStringLiteral("continuedAfter")].toInt(), rows);
    }

    void anInterruptedBatchSaysHowToGoOn()
    {
        write(m_in, inputOf(500));
        QVERIFY(m_sandbox->setFaults({QStringLiteral("get-features=delay:50ms")}));
        QProcess process;
        process.setProcessEnvironment(environment());
        process.start(
            QStringLiteral(KEYWRIGHT_CLI),
            batch(QStringLiteral("--concurrency 1 --out %1").arg(m_out)));
        QTRY_VERIFY_WITH_TIMEOUT(contentOf(m_out).count('\n') > 10, processDeadline);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitCode(), 130);
        QVERIFY(process.readAllStandardError().contains("goes on from there"));
        QVERIFY(contentOf(m_out).endsWith("\r\n"));
    }

    void comparesWithWhatWasSaved()
    {
        const Outcome saved = lookupJson(QStringLiteral("--status"));
        const QString file = m_home.filePath(QStringLiteral("saved.json"));
        write(file, saved.out);
        const QString with = QStringLiteral("--status --compare-with file:%1").arg(file);
        const QJsonObject same = lookupJson(with).object();
        QCOMPARE(same[QStringLiteral("different")].toInt(-1), 0);
        QVERIFY(same[QStringLiteral("features")].toArray().size() > 5);
        QByteArray changed = saved.out;
        changed.replace("\"boolean\"", "\"string\"");
        write(file, changed);
        const Outcome other = lookup(with);
        QCOMPARE(other.status, 0);
        QVERIFY2(other.out.contains("type"), other.out.constData());
        QVERIFY2(other.out.contains(" (present)"), other.out.constData());
        QVERIFY2(other.err.contains(" features differ · left "), other.err.constData());
        write(file, "not JSON");
        QCOMPARE(lookup(with).status, 2);
    }

    void comparesWithoutAStatusThatNobodyAskedFor()
    {
        const QString file = m_home.filePath(QStringLiteral("plain.json"));
        write(file, lookupJson(QString()).out.replace("\"boolean\"", "\"string\""));
        const Outcome told = lookup(QStringLiteral("--compare-with file:%1").arg(file));
        QCOMPARE(told.status, 0);
        QVERIFY2(told.out.contains("type"), told.out.constData());
        QVERIFY2(!told.out.contains("(unknown)"), told.out.constData());
    }

    void comparesWithAnotherWorkspace()
    {
        const Outcome told = lookup(QStringLiteral("--compare-with workspace:prod"));
        QCOMPARE(told.status, 0);
        QVERIFY(told.err.contains("0 of "));
        QVERIFY(lookup(QStringLiteral("--compare-with workspace:nowhere")).status != 0);
        QVERIFY(lookup(QStringLiteral("--compare-with account:nobody")).status != 0);
    }

    void suggestsTheWorkspaceThatWasMeant()
    {
        const Outcome refused = run(
            QStringList{
                QStringLiteral("lookup"), QStringLiteral("prdo/fraud_detection_feature_service")} +
            keys());
        QCOMPARE(refused.status, 5);
        QVERIFY2(
            refused.err.contains("There is no workspace “prdo”. Did you mean “prod”?"),
            refused.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliLookupRunsTest)
#include "tst_cli_lookup_runs.moc"
