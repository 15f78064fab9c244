#include "tests/cli/cli_fixture.h"

namespace keywright::test {

namespace {

sandbox::SandboxOptions roomyOptions()
{
    sandbox::SandboxOptions options;
    // Every run of the program asks for a token of its own.
    options.tokensPerMinute = 1'000;
    return options;
}

} // namespace

CliFixture::CliFixture()
    : m_sandbox(std::make_unique<sandbox::Sandbox>(roomyOptions()))
{
}

CliFixture::~CliFixture() = default;

QString CliFixture::start()
{
    QString reason;
    if (!m_sandbox->start(&reason))
        return reason;
    m_info = m_sandbox->info();
    return {};
}

void CliFixture::setVariable(const QString &name, const QString &value)
{
    m_additional.insert(name, value);
}

QProcessEnvironment CliFixture::bareEnvironment() const
{
    QProcessEnvironment result;
    result.insert(QStringLiteral("PATH"), qEnvironmentVariable("PATH"));
    result.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    result.insert(QStringLiteral("HOME"), m_home.path());
    // A sanitizer looks for leaks by tracing the process, which it otherwise forbids.
    result.insert(QStringLiteral("KEYWRIGHT_ALLOW_DUMP"), QStringLiteral("1"));
    result.insert(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    result.insert(m_additional);
    return result;
}

QProcessEnvironment CliFixture::tectonEnvironment() const
{
    QProcessEnvironment result = bareEnvironment();
    result.insert(QStringLiteral("TECTON_URL"), m_info.tecton.url);
    result.insert(QStringLiteral("TECTON_API_KEY"), m_info.tecton.adminApiKey);
    return result;
}

QProcessEnvironment CliFixture::atlasEnvironment() const
{
    QProcessEnvironment result = bareEnvironment();
    result.insert(QStringLiteral("MONGODB_ATLAS_BASE_URL"), m_info.atlas.url);
    result.insert(QStringLiteral("MONGODB_ATLAS_ORG_ID"), m_info.atlas.orgId);
    result.insert(QStringLiteral("MONGODB_ATLAS_CLIENT_ID"), m_info.atlas.clientId);
    result.insert(QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET"), m_info.atlas.clientSecret);
    return result;
}

std::unique_ptr<QProcess>
CliFixture::launch(const QStringList &arguments, const QProcessEnvironment &environment)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(KEYWRIGHT_CLI), arguments);
    return process;
}

Outcome CliFixture::outcomeOf(QProcess &process)
{
    Outcome outcome;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(processDeadline))
        return outcome;
    outcome.status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

Outcome CliFixture::run(
    const QStringList &arguments, const QProcessEnvironment &environment, const QByteArray &input)
{
    const auto process = launch(arguments, environment);
    process->write(input);
    process->closeWriteChannel();
    return outcomeOf(*process);
}

Outcome CliFixture::onTecton(const QStringList &arguments, const QByteArray &input) const
{
    return run(arguments, tectonEnvironment(), input);
}

Outcome CliFixture::onAtlas(const QStringList &arguments, const QByteArray &input) const
{
    return run(arguments, atlasEnvironment(), input);
}

int CliFixture::requests(const QString &call) const
{
    const QJsonObject seen = m_sandbox->stats()[QStringLiteral("requests")].toObject();
    int count = 0;
    for (auto entry = seen.constBegin(); entry != seen.constEnd(); ++entry) {
        if (!entry.key().startsWith(call))
            continue;
        for (const QJsonValue &number : entry.value().toObject())
            count += number.toInt();
    }
    return count;
}

QString CliFixture::tectonRole(const QString &name) const
{
    const QJsonArray roles = onTecton(words("--json roles catalog")).array();
    for (const QJsonValue &role : roles) {
        if (role[QStringLiteral("name")].toString() == name)
            return role[QStringLiteral("id")].toString() + QStringLiteral("@workspace:prod");
    }
    return {};
}

QJsonObject CliFixture::createOAuthAccount(const QString &name) const
{
    const QStringList create = words("--json accounts create --no-store --name");
    const Outcome created = onTecton(
        create +
        QStringList{name, QStringLiteral("--role"), tectonRole(QStringLiteral("Consumer"))});
    return created.status == 0 ? created.object() : QJsonObject();
}

QStringList words(const char *line)
{
    return QString::fromLatin1(line).split(QLatin1Char(' '));
}

} // namespace keywright::test
