#include "app/sandbox/tecton/tecton_server.h"

#include "app/sandbox/tecton/management.h"
#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/token_endpoint.h"

#include <functional>
#include <mutex>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

HttpResponse toResponse(const ServingResult &result)
{
    return result ? jsonResponse(200, *result) : errorResponse(result.error());
}

} // namespace

TectonServer::TectonServer(
    Seed seed, StateStore store, ServerOptions options, const ServerClock &clock)
    : m_catalog(std::move(seed.catalog))
    , m_state(std::move(seed.state))
    , m_store(std::move(store))
    , m_options(options)
    , m_clock(clock)
{
}

void TectonServer::addRoutes(Router &router)
{
    router.add(
        "POST", "/api/v1/metadata-service/get-login-configs",
        [this](const HttpRequest &request, const QStringList &) {
            return jsonResponse(200, loginConfigs(issuerFor(request)));
        });
    router.add(
        "POST", "/api/v1/metadata-service/{call}",
        [this](const HttpRequest &request, const QStringList &values) {
            return manage(request, values[0]);
        });
    router.add(
        "POST", "/oauth2/default/v1/token",
        [this](const HttpRequest &request, const QStringList &) {
            const std::shared_lock lock(m_mutex);
            return answerTokenRequest(request, m_state, issuerFor(request), m_clock.nowMs());
        });
    router.add(
        "GET", "/oauth2/default/.well-known/oauth-authorization-server",
        [this](const HttpRequest &request, const QStringList &) {
            return answerDiscovery(issuerFor(request));
        });
    addServingRoutes(router);
}

void TectonServer::addServingRoutes(Router &router)
{
    const auto single = [this](const HttpRequest &request, const QStringList &values) {
        return values.isEmpty() ? serveSingle(request, {})
                                : serveSingle(request, {values[0], values[1]});
    };
    const auto with = [this](Serve run) {
        return [this, run](const HttpRequest &request, const QStringList &) {
            return serve(request, run);
        };
    };
    const auto refusing = [this](const QString &apiName) {
        return [this, apiName](const HttpRequest &request, const QStringList &) {
            return keysOnly(request, apiName);
        };
    };
    router.add("POST", "/api/v1/feature-service/get-features", single);
    router.add(
        "POST", "/api/v2/workspaces/{workspace}/feature-services/{name}/get-features", single);
    router.add("POST", "/api/v1/feature-service/get-features-batch", with(getFeaturesBatch));
    router.add("POST", "/api/v1/feature-service/query-features", with(queryFeatures));
    router.add("POST", "/api/v1/feature-service/metadata", with(featureServiceMetadata));
    router.add("POST", "/ingest", refusing(u"Ingest API"_s));
    router.add("GET", "/api/v1/observability/metrics", refusing(u"Metrics API"_s));
}

HttpResponse TectonServer::manage(const HttpRequest &request, const QString &callName)
{
    const ManagementCall *call = managementCall(callName);
    if (call == nullptr)
        return errorResponse(notFound(u"There is no call \"%1\""_s.arg(callName)));

    const std::lock_guard lock(m_mutex);
    const qint64 nowMs = m_clock.nowMs();
    const auto caller = authenticate(request.header("authorization"), m_state, nowMs);
    if (!caller)
        return errorResponse(caller.error());
    const auto body = readObject(request.body);
    if (!body)
        return errorResponse(body.error());
    CallContext context{
        m_state, m_catalog, *caller, nowMs, qint64(m_options.propagationSeconds) * 1000};
    const CallResult result = call->run(context, *body);
    if (!result)
        return errorResponse(result.error());
    QString errorText;
    if (call->changesState && !m_store.save(m_state, &errorText))
        return errorResponse({500, 13, errorText});
    return jsonResponse(
        200, m_options.canonicalProtoJson ? toCanonicalProtoJson(*result) : *result);
}

HttpResponse TectonServer::serve(const HttpRequest &request, Serve run)
{
    const std::shared_lock lock(m_mutex);
    const qint64 nowMs = m_clock.nowMs();
    const auto caller = authenticate(request.header("authorization"), m_state, nowMs);
    if (!caller)
        return errorResponse(caller.error());
    const ServingContext context{m_state, m_catalog, m_cache, *caller, nowMs, request.receivedAt};
    return toResponse(run(context, request.body));
}

HttpResponse TectonServer::serveSingle(const HttpRequest &request, const ServingPath &path)
{
    const std::shared_lock lock(m_mutex);
    const qint64 nowMs = m_clock.nowMs();
    const auto caller = authenticate(request.header("authorization"), m_state, nowMs);
    if (!caller)
        return errorResponse(caller.error());
    const ServingContext context{m_state, m_catalog, m_cache, *caller, nowMs, request.receivedAt};
    return toResponse(getFeatures(context, request.body, path));
}

/// Ingest and metrics hold nothing here; what matters is whom the vendor refuses.
HttpResponse TectonServer::keysOnly(const HttpRequest &request, const QString &apiName) const
{
    const std::shared_lock lock(m_mutex);
    const auto caller = authenticate(request.header("authorization"), m_state, m_clock.nowMs());
    if (!caller)
        return errorResponse(caller.error());
    if (caller->usesAccessToken)
        return errorResponse(permissionDenied(
            u"The %1 does not accept OAuth access tokens, use an API key"_s.arg(apiName)));
    return jsonResponse(200, {});
}

QString TectonServer::issuerFor(const HttpRequest &request) const
{
    const QString scheme = m_options.tls ? u"https"_s : u"http"_s;
    return u"%1://%2/oauth2/default"_s.arg(scheme, QString::fromLatin1(request.header("host")));
}

bool TectonServer::save(QString *errorText) const
{
    const std::shared_lock lock(m_mutex);
    return m_store.save(m_state, errorText);
}

QString TectonServer::adminApiKey() const
{
    const std::shared_lock lock(m_mutex);
    return m_state.adminApiKey;
}

} // namespace keywright::sandbox::tecton
