#include "tests/sandbox/http_probe.h"

#include <QProcess>

#include <csignal>

using namespace Qt::Literals::StringLiterals;

class TestSandboxProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsOneLineAndStopsAtTheEndOfInput();
    void stopsOnSigterm();
    void outlivesADevNullInput();
    void logsWithoutCredentials();
    void showsItsHelp();
    void refusesBadArguments_data();
    void refusesBadArguments();

private:
    static QJsonObject start(QProcess &process, const QStringList &arguments = {})
    {
        process.start(QStringLiteral(KEYWRIGHT_SANDBOX_PROGRAM), arguments);
        if (!QTest::qWaitFor([&] { return process.canReadLine(); }, 20'000))
            qFatal("the sandbox printed nothing");
        return QJsonDocument::fromJson(process.readLine()).object();
    }
};

void TestSandboxProgram::printsOneLineAndStopsAtTheEndOfInput()
{
    QProcess process;
    const QJsonObject line =
        start(process, {u"--tls"_s, u"--accounts"_s, u"3"_s, u"--latency"_s, u"5±2"_s});
    QVERIFY(line["url"_L1].toString().startsWith(u"https://127.0.0.1:"_s));
    QVERIFY(!line["tecton"_L1]["adminApiKey"_L1].toString().isEmpty());
    QVERIFY(line["tecton"_L1]["tokenUrl"_L1].toString().endsWith(u"/oauth2/default/v1/token"_s));
    QVERIFY(QFile::exists(line["caFile"_L1].toString()));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    QVERIFY(!QFile::exists(line["caFile"_L1].toString()));
}

void TestSandboxProgram::stopsOnSigterm()
{
    QProcess process;
    start(process);
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
}

void TestSandboxProgram::outlivesADevNullInput()
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    const QJsonObject line = start(process);
    QNetworkAccessManager manager;
    const std::unique_ptr<QNetworkReply> reply(
        manager.get(QNetworkRequest(QUrl(line["url"_L1].toString() + u"/_sandbox/stats"_s))));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
}

void TestSandboxProgram::logsWithoutCredentials()
{
    QProcess process;
    const QJsonObject line = start(process);
    const QString key = line["tecton"_L1]["adminApiKey"_L1].toString();
    keywright::sandbox::SandboxInfo info;
    info.tecton = {line["url"_L1].toString(), key, QString()};
    HttpProbe probe(info);
    QCOMPARE(probe.call(u"introspect-api-key?key="_s + key, {{u"api_key"_s, key}}).status, 200);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const QByteArray log = process.readAllStandardError();
    QVERIFY(log.contains("POST /api/v1/metadata-service/introspect-api-key 200"));
    QVERIFY(!log.contains(key.toLatin1()));
}

void TestSandboxProgram::showsItsHelp()
{
    QProcess process;
    process.start(QStringLiteral(KEYWRIGHT_SANDBOX_PROGRAM), {u"--help"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("--fault"));
}

void TestSandboxProgram::refusesBadArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("unknown option") << QStringList{u"--nonsense"_s};
    QTest::newRow("stray argument") << QStringList{u"stray"_s};
    QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s};
    QTest::newRow("latency") << QStringList{u"--latency"_s, u"fast"_s};
    QTest::newRow("accounts") << QStringList{u"--accounts"_s, u"-1"_s};
    QTest::newRow("fault") << QStringList{u"--fault"_s, u"nonsense"_s};
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"/nonexistent"_s};
}

void TestSandboxProgram::refusesBadArguments()
{
    QFETCH(QStringList, arguments);
    QProcess process;
    process.start(QStringLiteral(KEYWRIGHT_SANDBOX_PROGRAM), arguments);
    QVERIFY(process.waitForFinished());
    QVERIFY(process.exitCode() != 0);
    QVERIFY(process.readAllStandardOutput().isEmpty());
    QVERIFY(process.readAllStandardError().startsWith("keywright-sandbox: "));
}

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "tst_sandbox_program.moc"
