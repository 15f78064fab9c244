#include "tests/cli/keyring_fixture.h"

#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace keywright::test;

namespace {

void interrupt(const QProcess &process)
{
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
}

/// A terminal with somebody at its keyboard.
class Terminal
{
public:
    Terminal()
        : m_keyboard(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        if (::grantpt(m_keyboard) == 0 && ::unlockpt(m_keyboard) == 0)
            m_name = QString::fromLocal8Bit(::ptsname(m_keyboard));
        // Kept open, so that its settings outlive the program.
        m_screen = ::open(m_name.toLocal8Bit().constData(), O_RDWR | O_NOCTTY);
    }

    ~Terminal()
    {
        ::close(m_screen);
        ::close(m_keyboard);
    }

    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    bool isOpen() const { return m_screen >= 0; }
    const QString &name() const { return m_name; }

    bool echoes() const
    {
        termios settings = {};
        return ::tcgetattr(m_screen, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }

    void type(const QByteArray &keys) const
    {
        QCOMPARE(::write(m_keyboard, keys.constData(), keys.size()), keys.size());
    }

private:
    int m_keyboard;
    int m_screen = -1;
    QString m_name;
};

bool waitForOutput(QProcess &process)
{
    return QTest::qWaitFor([&] { return process.bytesAvailable() > 0; }, processDeadline);
}

} // namespace

/// Ctrl+C at any moment, and what is done at the end of a command.
class CliInterruptTest : public QObject
{
    Q_OBJECT

private:
    int tokensGivenBack() const
    {
        return m_cli->requests(QStringLiteral("POST /api/oauth/revoke"));
    }

    /// A program that has asked for a secret on this terminal.
    std::unique_ptr<QProcess> prompted(const Terminal &terminal) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(m_cli->tectonEnvironment());
        process->setStandardInputFile(terminal.name());
        // A group of its own, which stops although nobody there could let it go on.
        process->setChildProcessModifier([] { ::setpgid(0, 0); });
        process->start(QStringLiteral(KEYWRIGHT_CLI), words("accounts introspect"));
        process->setReadChannel(QProcess::StandardError);
        waitForOutput(*process);
        return process;
    }

    std::unique_ptr<KeyringFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<KeyringFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void endsAWaitingCommand()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QProcessEnvironment towardsSilence = m_cli->tectonEnvironment();
        towardsSilence.insert(
            QStringLiteral("TECTON_URL"),
            QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
        const auto process = CliFixture::launch(words("--json accounts list"), towardsSilence);
        QVERIFY(silent.waitForNewConnection(processDeadline));
        interrupt(*process);
        const Outcome outcome = CliFixture::outcomeOf(*process);
        QCOMPARE(outcome.status, 130);
        QCOMPARE(outcome.error()[QStringLiteral("kind")].toString(), QStringLiteral("cancelled"));
    }

    void endsAPrompt()
    {
        Terminal terminal;
        QVERIFY(terminal.isOpen());
        QProcess process;
        process.setProcessEnvironment(m_cli->tectonEnvironment());
        process.setStandardInputFile(terminal.name());
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("accounts introspect"));
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(waitForOutput(process)); // the prompt
        QVERIFY(!terminal.echoes());
        terminal.type("half a secret");
        interrupt(process);
        const Outcome outcome = CliFixture::outcomeOf(process);
        QCOMPARE(outcome.status, 130);
        QVERIFY(outcome.err.startsWith("API key: \n"));
        QVERIFY(terminal.echoes());
    }

    void whoIsEndedHardLeavesATerminalThatShows()
    {
        Terminal terminal;
        const auto process = prompted(terminal);
        QVERIFY(!terminal.echoes());
        ::kill(static_cast<pid_t>(process->processId()), SIGQUIT);
        QCOMPARE(CliFixture::outcomeOf(*process).status, -2);
        QVERIFY(terminal.echoes());
    }

    void whoIsStoppedLeavesATerminalThatShows()
    {
        Terminal terminal;
        const auto process = prompted(terminal);
        QCOMPARE(process->readAllStandardError(), QByteArray("API key: "));
        const auto pid = static_cast<pid_t>(process->processId());
        ::kill(pid, SIGTSTP);
        QTRY_VERIFY_WITH_TIMEOUT(terminal.echoes(), processDeadline);
        ::kill(pid, SIGCONT);
        QVERIFY(waitForOutput(*process)); // asks once more
        QTRY_VERIFY_WITH_TIMEOUT(!terminal.echoes(), processDeadline);
        terminal.type(m_cli->info().tecton.adminApiKey.toUtf8() + '\n');
        const Outcome outcome = CliFixture::outcomeOf(*process);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QVERIFY(outcome.err.contains("API key: "));
        QVERIFY(terminal.echoes());
    }

    void whatIsTypedIsNotShown()
    {
        Terminal terminal;
        QProcess process;
        process.setProcessEnvironment(m_cli->tectonEnvironment());
        process.setStandardInputFile(terminal.name());
        process.start(QStringLiteral(KEYWRIGHT_CLI), words("--json accounts introspect"));
        process.setReadChannel(QProcess::StandardError);
        QVERIFY(waitForOutput(process));
        terminal.type(m_cli->info().tecton.adminApiKey.toUtf8() + '\n');
        const Outcome outcome = CliFixture::outcomeOf(process);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QVERIFY(!outcome.object()[QStringLiteral("id")].toString().isEmpty());
    }

    void aTokenIsGivenBackAtTheEnd()
    {
        QCOMPARE(m_cli->onAtlas(words("accounts list")).status, 0);
        QCOMPARE(tokensGivenBack(), 1);
        // Also when the command fails.
        QCOMPARE(m_cli->onAtlas(words("accounts show nobody")).status, 5);
        QCOMPARE(tokensGivenBack(), 2);
    }

    void aTokenIsGivenBackAfterAnInterrupt()
    {
        m_cli->sandbox().setFaults({QStringLiteral("serviceAccounts=slow-body:600")});
        const auto process = CliFixture::launch(words("accounts list"), m_cli->atlasEnvironment());
        const QString list = QStringLiteral("GET /api/atlas/v2/orgs/");
        QVERIFY(QTest::qWaitFor([&] { return m_cli->requests(list) > 0; }, processDeadline));
        interrupt(*process);
        QCOMPARE(CliFixture::outcomeOf(*process).status, 130);
        QCOMPARE(tokensGivenBack(), 1);
    }

    void aSecretThatIsUnderWayIsKeptAndShown()
    {
        m_cli->sandbox().setFaults({QStringLiteral("create-service-account=slow-body:1")});
        const auto process = CliFixture::launch(
            words("--json accounts create --name kept --store"), m_cli->tectonEnvironment());
        const QString create =
            QStringLiteral("POST /api/v1/metadata-service/create-service-account");
        QVERIFY(QTest::qWaitFor([&] { return m_cli->requests(create) > 0; }, processDeadline));
        interrupt(*process); // the account exists, its secret is on its way
        const Outcome outcome = CliFixture::outcomeOf(*process);
        QVERIFY2(outcome.status == 0, outcome.err.constData());
        QVERIFY(!outcome.object()[QStringLiteral("clientSecret")].toString().isEmpty());
        QVERIFY(outcome.object()[QStringLiteral("stored")].toBool());
        QCOMPARE(m_cli->labels(), QStringList(QStringLiteral("Keywright · Environment · kept")));
    }

    void signingOutHoldsNothingUp()
    {
        m_cli->sandbox().setFaults({QStringLiteral("revoke=delay:600")});
        const auto process =
            CliFixture::launch(words("--json accounts list"), m_cli->atlasEnvironment());
        QVERIFY(waitForOutput(*process));
        interrupt(*process);
        const Outcome outcome = CliFixture::outcomeOf(*process);
        QCOMPARE(outcome.status, 0);
        QVERIFY(!outcome.array().isEmpty());
        m_cli->sandbox().setFaults({QStringLiteral("revoke=status:500")});
        const Outcome refused = m_cli->onAtlas(words("--json accounts list"));
        QCOMPARE(refused.status, 0);
        QVERIFY2(!refused.err.contains("500"), refused.err.constData());
    }

    void aLostSecretIsToldWithTheWayOut()
    {
        m_cli->sandbox().setFaults({QStringLiteral("create-service-account=drop-after")});
        const Outcome lost =
            m_cli->onTecton(words("--json accounts create --name lost --no-store"));
        QCOMPARE(lost.status, 7);
        QVERIFY(lost.error()[QStringLiteral("message")].toString().contains(u"was created, but"));
        QVERIFY(lost.error()[QStringLiteral("hint")].toString().contains(u"delete it"));
    }
};

QTEST_GUILESS_MAIN(CliInterruptTest)
#include "tst_cli_interrupt.moc"
