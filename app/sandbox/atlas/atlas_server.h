#pragma once

#include "app/sandbox/atlas/dispatch.h"
#include "app/sandbox/atlas/secret_creations.h"
#include "app/sandbox/atlas/state_store.h"
#include "app/sandbox/http/router.h"
#include "app/sandbox/server_clock.h"
#include "app/sandbox/stop_flag.h"

namespace keywright::sandbox::atlas {

/// The Atlas side of the sandbox: holds the state and maps paths to the calls. The calls themselves
/// are functions over the state; this class adds locking and saving.
class AtlasServer
{
public:
    AtlasServer(
        State state, StateStore store, DispatchOptions options, const ServerClock &clock,
        StopFlag &stopFlag);

    /// @p router must not outlive this.
    void addRoutes(Router &router);
    bool save(QString *errorText) const;

    ConsoleCredentials console() const { return m_console; }
    QString organizationId() const;
    QStringList projectIds() const;

private:
    HttpResponse
    answer(const Operation &operation, const HttpRequest &request, const QStringList &path);
    HttpResponse
    createSecret(const Operation &operation, const HttpRequest &request, const QStringList &path);

    State m_state;
    StateStore m_store;
    DispatchOptions m_options;
    const ServerClock &m_clock;
    StopFlag &m_stopFlag;
    ConsoleCredentials m_console;
    SecretCreations m_secretCreations;
    mutable std::mutex m_mutex; ///< guards m_state
};

} // namespace keywright::sandbox::atlas
