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

    void aLimitTellsHowLongToWait()
    {
        m_cli->sandbox().setFaults({QStringLiteral("*serviceAccounts*=retry-after:90")});
        const Outcome limited =
            CliFixture::run(words("--json --timeout 20 accounts list"), m_cli->atlasEnvironment());
        QVERIFY(limited.status != 0);
        QCOMPARE(limited.error()[QStringLiteral("retryAfterSeconds")].toInt(), 90);
        QVERIFY2(limited.err.contains("Wait 90 seconds"), limited.err.constData());
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

    void wrongUsageIsOneLine()
    {
        for (const char *usage :
             {"accounts create", "nonsense", "call PUT /x", "secrets create",
              "--timeout x doctor"}) {
            const Outcome wrong = m_cli->onTecton(words("--json") + words(usage));
            QCOMPARE(wrong.status, 2);
            QCOMPARE(wrong.err.count('\n'), 1);
            QCOMPARE(
                wrong.error()[QStringLiteral("kind")].toString(), QStringLiteral("invalid-input"));
            QCOMPARE(wrong.error().keys(), words("hint httpStatus kind message providerCode"));
            const Outcome text = m_cli->onTecton(words(usage));
            QVERIFY(text.out.isEmpty());
            QCOMPARE(text.err.count('\n'), 1);
        }
    }

    void controlCharactersReachNoTerminal()
    {
        const Outcome wrong = m_cli->onTecton(QStringList{
            QStringLiteral("accounts"), QStringLiteral("show"), QStringLiteral("a\033[31m\nb")});
        QVERIFY(wrong.status != 0);
        QVERIFY(!wrong.err.contains('\033'));
        QCOMPARE(wrong.err.count('\n'), 1);
    }

    void startsASandbox()
    {
        const auto process = CliFixture::launch(words("--json sandbox"), m_cli->bareEnvironment());
        QVERIFY(QTest::qWaitFor([&] { return process->bytesAvailable() > 0; }, processDeadline));
        ::kill(static_cast<pid_t>(process->processId()), SIGINT);
        const Outcome outcome = CliFixture::outcomeOf(*process);
        QCOMPARE(outcome.status, 0);
        QVERIFY(!outcome.object()[QStringLiteral("tecton")][QStringLiteral("url")]
                     .toString()
                     .isEmpty());
    }

    void theSandboxIsReachedWithWhatItPrints_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::newRow("Tecton") << "TECTON_";
        QTest::newRow("MongoDB Atlas") << "MONGODB_ATLAS_";
    }

    void theSandboxIsReachedWithWhatItPrints()
    {
        QFETCH(QString, prefix);
        const auto sandbox = CliFixture::launch(words("sandbox"), m_cli->bareEnvironment());
        QByteArray text;
        QVERIFY(QTest::qWaitFor(
            [&] {
                text += sandbox->readAllStandardOutput();
                return text.contains("CLIENT_SECRET=") && text.endsWith('\n');
            },
            processDeadline));
        QProcessEnvironment pasted = m_cli->bareEnvironment();
        for (const QString &line : QString::fromUtf8(text).split(QLatin1Char('\n'))) {
            const QString variable = line.section(QLatin1Char(' '), 1);
            if (line.startsWith(u"export ") && variable.startsWith(prefix))
                pasted.insert(
                    variable.section(QLatin1Char('='), 0, 0),
                    variable.section(QLatin1Char('='), 1));
        }
        QCOMPARE(CliFixture::run(words("accounts list"), pasted).status, 0);
        ::kill(static_cast<pid_t>(sandbox->processId()), SIGINT);
        QCOMPARE(CliFixture::outcomeOf(*sandbox).status, 0);
    }
};

QTEST_GUILESS_MAIN(CliFailuresTest)
#include "tst_cli_failures.moc"
