#include "app/cli/cli_context.h"

#include "app/cli/environment.h"
#include "app/cli/text.h"
#include "core/journal/life_sign.h"
#include "core/keychain/memory_credential_store.h"
#include "core/keychain/system_credential_store.h"
#include "core/net/exchange_log.h"
#include "core/rotation/loose_ends.h"

#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace keywright::cli {

namespace {

DataLocation locationFor(const GlobalOptions &options)
{
    return options.dataDirectory.empty() ? DataLocation::standard()
                                         : DataLocation::inDirectory(qt(options.dataDirectory));
}

std::shared_ptr<CredentialStore>
storeFor(const GlobalOptions &options, const DataLocation &location)
{
    if (options.noKeychain)
        return std::make_shared<MemoryCredentialStore>();
    return std::make_shared<SystemCredentialStore>(
        location.keychainService(), location.credentialIndexFile());
}

} // namespace

CliContext::CliContext(const GlobalOptions &options)
    : m_options(options)
    , m_location(locationFor(options))
    , m_clock(std::make_shared<SystemClock>())
    , m_credentials(storeFor(options, m_location))
    , m_connections(m_location.connectionsFile())
    , m_database(std::make_shared<JournalDatabase>(m_location.journalFile()))
    , m_creations(std::make_shared<CreationJournal>(
          m_database, std::make_shared<LifeSign>(m_location.lockDirectory()), m_clock))
    , m_rotations(m_database, m_location.lockDirectory(), m_clock)
    , m_lookups(m_location.lookupsFile(), m_clock)
    , m_sessions(std::make_shared<SessionFactory>(
          m_credentials, m_clock, std::make_shared<ExchangeLog>(), m_creations))
{
    m_output.setJson(options.json);
    m_output.setQuiet(options.quiet);
}

void CliContext::interrupt()
{
    m_cancel.cancel();
    Q_EMIT interrupted();
}

Result<Connection> CliContext::withTransport(Connection connection) const
{
    if (!m_options.proxy.empty()) {
        connection.transport.proxy = QUrl(qt(m_options.proxy), QUrl::StrictMode);
        if (!connection.transport.proxy.isValid() || connection.transport.proxy.host().isEmpty())
            return failure(fieldError(
                QStringLiteral("proxy"),
                tr("The proxy address is not valid: it needs a scheme and a host."),
                tr("Write it like http://proxy.example:3128.")));
    }
    if (!m_options.caFile.empty())
        connection.transport.caFile = qt(m_options.caFile);
    if (m_options.timeoutSeconds > 0)
        connection.transport.deadline =
            std::chrono::milliseconds(static_cast<qint64>(m_options.timeoutSeconds * 1000));
    return connection;
}

Async<std::shared_ptr<Session>> CliContext::openStored(QString connectionName)
{
    using Opened = Result<std::shared_ptr<Session>>;
    const Result<void> loaded = m_connections.load();
    if (!loaded)
        co_return Opened(failure(loaded.error()));
    const std::optional<Connection> stored = m_connections.byName(connectionName);
    if (!stored) {
        const Error error = makeError(
            ErrorKind::NotFound, tr("There is no connection named %1.").arg(connectionName),
            tr("keywright-cli connections list shows the names."));
        co_return Opened(failure(error));
    }
    const Result<Connection> connection = withTransport(*stored);
    if (!connection)
        co_return Opened(failure(connection.error()));
    Opened opened = co_await m_sessions->open(*connection);
    if (opened)
        m_opened += *opened;
    co_return opened;
}

Async<std::shared_ptr<Session>> CliContext::openSession()
{
    auto opened = co_await openNamed();
    if (opened)
        warnOfUnfinished(**opened);
    co_return opened;
}

Async<std::shared_ptr<Session>> CliContext::openNamed()
{
    using Opened = Result<std::shared_ptr<Session>>;
    if (!m_options.connection.empty()) {
        Opened opened = co_await openStored(qt(m_options.connection));
        co_return opened;
    }
    Result<ImportedConnection> found = described();
    if (!found)
        co_return Opened(failure(found.error()));
    Connection connection = connectionOf(*found);
    connection.id = idOfDescribed(connection);
    connection.name = describedName();
    const Result<Connection> complete = withTransport(connection);
    if (!complete)
        co_return Opened(failure(complete.error()));
    Opened opened = m_sessions->openWith(*complete, std::move(found->secret));
    if (opened)
        m_opened += *opened;
    co_return opened;
}

Result<bool> CliContext::belongsToRotation(const CreationEntry &creation) const
{
    const auto rotations = m_rotations.underWay();
    if (!rotations)
        return failure(rotations.error());
    return std::any_of(rotations->cbegin(), rotations->cend(), [&](const Rotation &rotation) {
        return looksAfter(rotation, creation);
    });
}

QString CliContext::commandLine(const QString &command) const
{
    const auto option = [](const char *name, const std::string &value) {
        const QString quoted = qt(value).replace(QLatin1Char('\''), QLatin1StringView("'\\''"));
        return value.empty() ? QString()
                             : QStringLiteral("%1 '%2' ").arg(QLatin1StringView(name), quoted);
    };
    return QStringLiteral("keywright-cli ") + option("--data-dir", m_options.dataDirectory) +
           option("--env-file", m_options.envFile) + option("--connection", m_options.connection) +
           command;
}

void CliContext::warnOfUnfinished(const Session &session) const
{
    // Looking must not be what makes the file.
    if (!QFileInfo::exists(m_location.journalFile()))
        return;
    auto creations = m_creations->unfinished(session.connection().id);
    if (!creations)
        return; // The next creation stops at this.
    creations->removeIf([this](const CreationEntry &creation) {
        return belongsToRotation(creation).value_or(false);
    });
    if (creations->isEmpty())
        return;
    const QString what =
        creations->size() == 1
            ? tr("A secret that an earlier command created may not have reached you.")
            : tr("%1 secrets that earlier commands created may not have reached you.")
                  .arg(creations->size());
    m_output.warn(tr("%1 To see what can be done: %2")
                      .arg(what, commandLine(QStringLiteral("secrets unfinished"))));
}

Result<ImportedConnection> CliContext::described() const
{
    auto found = describedConnection(qt(m_options.envFile));
    if (found) {
        for (const QString &notice : std::as_const(found->notices))
            m_output.note(notice);
    }
    return found;
}

QStringList CliContext::rememberedServices(const QString &connectionId, const QString &workspace)
{
    // Looking must not be what makes the file.
    if (!QFileInfo::exists(m_location.lookupsFile()))
        return {};
    return m_lookups.services(connectionId, workspace).value_or(QStringList());
}

QCoro::Task<void> CliContext::signOut()
{
    constexpr std::chrono::seconds patience(3);
    CancelSource cancel;
    QTimer timer;
    timer.setSingleShot(true);
    const auto giveUp = [&cancel] {
        cancel.cancel();
    };
    connect(&timer, &QTimer::timeout, &timer, giveUp);
    connect(this, &CliContext::interrupted, &timer, giveUp);
    timer.start(patience);
    const QList<std::shared_ptr<Session>> sessions = std::exchange(m_opened, {});
    std::vector<Async<void>> signOuts;
    for (const std::shared_ptr<Session> &session : sessions)
        signOuts.push_back(session->signOut(cancel.token()));
    for (Async<void> &signOut : signOuts)
        co_await signOut;
}

} // namespace keywright::cli
