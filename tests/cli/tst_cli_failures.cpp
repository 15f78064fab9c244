#include "tests/cli/cli_fixture.h"

#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace keywright::test;

/// How commands fail.
class CliFailuresTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void failuresHaveTheirOwnExitStatus_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("kind");
        const QString real;
        QTest::newRow("wrong key") << real << QStringLiteral("made-up") << QString() << 3
                                   << QStringLiteral("not-authenticated");
        QTest::newRow("web page") << real << QString()
                                  << QStringLiteral("get-service-accounts=html") << 8
                                  << QStringLiteral("protocol");
        QTest::newRow("server failed")
            << real << QString() << QStringLiteral("get-service-accounts=status:500") << 8
            << QStringLiteral("provider");
        QTest::newRow("no scheme") << QStringLiteral("acme.tecton.ai") << QString() << QString()
                                   << 2 << QStringLiteral("invalid-input");
        QTest::newRow("plain http") << QStringLiteral("http://acme.example") << QString()
                                    << QString() << 2 << QStringLiteral("invalid-input");
        QTest::newRow("credentials in the URL")
            << QStringLiteral("https://user:made-up@acme.example") << QString() << QString() << 2
            << QStringLiteral("invalid-input");
        QTcpServer free;
        free.listen(QHostAddress::LocalHost);
        QTest::newRow("nobody listens")
            << QStringLiteral("http://127.0.0.1:%1").arg(free.serverPort()) << QString()
            << QString() << 7 << QStringLiteral("network");
    }

    void failuresHaveTheirOwnExitStatus()
    {
        QFETCH(QString, url);
        QFETCH(QString, key);
        QFETCH(QString, fault);
        QFETCH(int, status);
        QFETCH(QString, kind);
        QProcessEnvironment changed = m_cli->tectonEnvironment();
        if (!url.isEmpty())
            changed.insert(QStringLiteral("TECTON_URL"), url);
        if (!key.isEmpty())
            changed.insert(QStringLiteral("TECTON_API_KEY"), key);
        if (!fault.isEmpty())
            m_cli->sandbox().setFaults({fault});
        const Outcome failed = CliFixture::run(words("--json --timeout 20 accounts list"), changed);
        QVERIFY2(failed.status == status, failed.err.constData());
        const QJsonObject error = failed.object()[QStringLiteral("error")].toObject();
        QCOMPARE(error[QStringLiteral("kind")].toString(), kind);
        QVERIFY(!error[QStringLiteral("message")].toString().isEmpty());
        QVERIFY(!error[QStringLiteral("hint")].toString().isEmpty());
        QVERIFY(!failed.err.isEmpty());
        QVERIFY(!failed.err.contains(m_cli->info().tecton.adminApiKey.toUtf8()));
    }

    void badUsageIsTwo()
    {
        QCOMPARE(m_cli->onTecton(words("accounts")).status, 2);
        QCOMPARE(m_cli->onTecton(words("accounts create")).status, 2);
        QCOMPARE(m_cli->onTecton(words("nonsense")).status, 2);
        QCOMPARE(m_cli->onTecton(words("secrets create x --expires soon")).status, 2);
        QCOMPARE(m_cli->onTecton(words("--help")).status, 0);
        QCOMPARE(m_cli->onTecton(words("accounts create --help")).status, 0);
        QVERIFY(m_cli->onTecton(words("--version")).out.startsWith("keywright-cli "));
        QProcessEnvironment bare = m_cli->tectonEnvironment();
        bare.remove(QStringLiteral("TECTON_URL"));
        QCOMPARE(CliFixture::run(words("accounts list"), bare).status, 2);
    }

    void anInterruptEndsAWaitingCommand()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcessEnvironment towardsSilence = m_cli->tectonEnvironment();
        towardsSilence.insert(
            QStringLiteral("TECTON_URL"),
            QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
        QProcess process;
        process.setProcessEnvironment(towardsSilence);
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("accounts list"));
        QVERIFY(silent.waitForNewConnection(processDeadline));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
    }

    void startsASandbox()
    {
        QProcess process;
        process.setProcessEnvironment(m_cli->tectonEnvironment());
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("--json sandbox"));
        QTRY_VERIFY_WITH_TIMEOUT(
            process.bytesAvailable() > 0 || process.waitForReadyRead(100), processDeadline);
        const QJsonObject info = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(!info[QStringLiteral("tecton")][QStringLiteral("url")].toString().isEmpty());
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(processDeadline));
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(CliFailuresTest)
#include "tst_cli_failures.moc"
