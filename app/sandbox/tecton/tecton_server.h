#pragma once

#include "app/sandbox/http/router.h"
#include "app/sandbox/server_clock.h"
#include "app/sandbox/tecton/feature_cache.h"
#include "app/sandbox/tecton/seed.h"
#include "app/sandbox/tecton/serving.h"
#include "app/sandbox/tecton/state_store.h"

#include <shared_mutex>

namespace keywright::sandbox::tecton {

struct ServerOptions
{
    int propagationSeconds = 0;
    bool canonicalProtoJson = false; ///< see toCanonicalProtoJson()
    bool tls = false;
};

/// The Tecton side of the sandbox: holds the state and maps paths to the calls. The calls
/// themselves are functions over the state; this class adds locking, sign-in and saving.
class TectonServer
{
public:
    TectonServer(Seed seed, StateStore store, ServerOptions options, const ServerClock &clock);

    /// @p router must not outlive this.
    void addRoutes(Router &router);
    bool save(QString *errorText) const;
    QString adminApiKey() const;

private:
    void addServingRoutes(Router &router);
    HttpResponse manage(const HttpRequest &request, const QString &callName);
    using Serve = ServingResult (*)(const ServingContext &, const QByteArray &);
    HttpResponse serve(const HttpRequest &request, Serve run);
    HttpResponse serveSingle(const HttpRequest &request, const ServingPath &path);
    HttpResponse keysOnly(const HttpRequest &request, const QString &apiName) const;
    QString issuerFor(const HttpRequest &request) const;

    Catalog m_catalog;
    State m_state;
    FeatureCache m_cache;
    StateStore m_store;
    ServerOptions m_options;
    const ServerClock &m_clock;
    mutable std::shared_mutex m_mutex; ///< guards m_state
};

} // namespace keywright::sandbox::tecton
