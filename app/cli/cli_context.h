#pragma once

#include "app/cli/output.h"
#include "core/base/clock.h"
#include "core/base/data_location.h"
#include "core/connection/connection_store.h"
#include "core/connection/session_factory.h"
#include "core/rotation/rotations.h"
#include "core/transfer/imported_connection.h"
#include "core/workbench/lookup_history.h"

#include <functional>
#include <memory>
#include <optional>

namespace keywright::cli {

/// The options that stand before the group.
struct GlobalOptions
{
    std::string connection;
    std::string envFile;
    std::string dataDirectory;
    std::string proxy;
    std::string caFile;
    double timeoutSeconds = 0;
    bool json = false;
    bool quiet = false;
    bool noKeychain = false;
};

/// What every command works with. Made once in main(), after the arguments were read.
class CliContext : public QObject
{
    Q_OBJECT

public:
    explicit CliContext(const GlobalOptions &options);

    const Output &output() const { return m_output; }
    CancelToken cancelToken() const { return m_cancel.token(); }
    void interrupt();

    ConnectionStore &connections() { return m_connections; }
    const std::shared_ptr<CredentialStore> &credentials() const { return m_credentials; }
    bool usesKeychain() const { return !m_options.noKeychain; }
    const Clock &clock() const { return *m_clock; }
    const Rotations &rotations() const { return m_rotations; }
    CreationJournal &creations() const { return *m_creations; }
    LookupHistory &lookups() { return m_lookups; }
    /// The feature services of a workspace that lookups are remembered of.
    QStringList rememberedServices(const QString &connectionId, const QString &workspace);

    /// The session that the options or the environment name. Warns when earlier commands left
    /// secrets behind over it.
    Async<std::shared_ptr<Session>> openSession();
    /// The same without that warning.
    Async<std::shared_ptr<Session>> openNamed();
    Async<std::shared_ptr<Session>> openStored(QString connectionName);
    /// Whether a rotation goes on with this creation; it is none of anybody else's business then.
    Result<bool> belongsToRotation(const CreationEntry &creation) const;
    /// "keywright-cli secrets unfinished", with the options that name the same session.
    QString commandLine(const QString &command) const;
    /// What the .env file of the options or the environment describes.
    Result<ImportedConnection> described() const;
    /// Gives the tokens of all sessions back. Takes a few seconds at most, less after an interrupt.
    QCoro::Task<void> signOut();

Q_SIGNALS:
    void interrupted();

private:
    Result<Connection> withTransport(Connection connection) const;
    void warnOfUnfinished(const Session &session) const;

    GlobalOptions m_options;
    Output m_output;
    CancelSource m_cancel;
    DataLocation m_location;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<CredentialStore> m_credentials;
    ConnectionStore m_connections;
    std::shared_ptr<JournalDatabase> m_database;
    std::shared_ptr<CreationJournal> m_creations;
    Rotations m_rotations;
    LookupHistory m_lookups;
    std::shared_ptr<SessionFactory> m_sessions;
    QList<std::shared_ptr<Session>> m_opened;
};

using Context = std::shared_ptr<CliContext>;
/// A command, ready to run; returns the exit status.
using Command = std::function<QCoro::Task<int>(Context)>;

} // namespace keywright::cli
