#include "app/sandbox/atlas/atlas_server.h"

#include "app/sandbox/atlas/secret_calls.h"
#include "app/sandbox/atlas/token_endpoint.h"

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

/// How long storing a secret takes. Two requests that meet here are concurrent.
constexpr std::chrono::milliseconds creationTime{25};

bool createsSecret(const Operation &operation)
{
    return operation.run == createOrgSecret || operation.run == createProjectSecret;
}

} // namespace

AtlasServer::AtlasServer(
    State state, StateStore store, DispatchOptions options, const ServerClock &clock,
    StopFlag &stopFlag)
    : m_state(std::move(state))
    , m_store(std::move(store))
    , m_options(options)
    , m_clock(clock)
    , m_stopFlag(stopFlag)
    , m_console(m_state.console)
{
}

void AtlasServer::addRoutes(Router &router)
{
    router.shapeErrors("/api/atlas/", plainErrorResponse);
    router.shapeErrors("/api/oauth/", plainTokenErrorResponse);
    for (const Operation &operation : operations()) {
        router.add(
            operation.method, "/api/atlas/v2" + operation.path,
            [this, &operation](const HttpRequest &request, const QStringList &path) {
                return createsSecret(operation) ? createSecret(operation, request, path)
                                                : answer(operation, request, path);
            });
    }
    router.add("POST", "/api/oauth/token", [this](const HttpRequest &request, const QStringList &) {
        const std::lock_guard lock(m_mutex);
        return answerTokenRequest(
            request, m_state, originOf(request, m_options.tls), m_options.tokensPerMinute,
            m_clock.nowMs());
    });
    router.add(
        "POST", "/api/oauth/revoke", [this](const HttpRequest &request, const QStringList &) {
            const std::lock_guard lock(m_mutex);
            return answerRevocation(request, m_state, m_clock.nowMs());
        });
    // Where the vendor's own tools ask for the address to put on an access list.
    router.add("GET", "/api/private/ipinfo", [](const HttpRequest &request, const QStringList &) {
        return jsonResponse(200, {{u"currentIpv4Address"_s, request.peerAddress}});
    });
}

HttpResponse
AtlasServer::answer(const Operation &operation, const HttpRequest &request, const QStringList &path)
{
    const std::lock_guard lock(m_mutex);
    HttpResponse response = dispatch(operation, request, path, m_state, m_options, m_clock.nowMs());
    QString errorText;
    if (operation.changesState() && response.status < 300 && !m_store.save(m_state, &errorText))
        return plainErrorResponse(500, errorText);
    return response;
}

HttpResponse AtlasServer::createSecret(
    const Operation &operation, const HttpRequest &request, const QStringList &path)
{
    const QString &clientId = path[1];
    if (!m_secretCreations.begin(clientId))
        return errorResponse(
            {409,
             u"DATA_CONCURRENCY_ERROR"_s,
             u"Another request is changing the service account at this moment."_s,
             {},
             {},
             {}});
    m_stopFlag.waitFor(creationTime);
    HttpResponse response = answer(operation, request, path);
    m_secretCreations.end(clientId);
    return response;
}

bool AtlasServer::save(QString *errorText) const
{
    const std::lock_guard lock(m_mutex);
    return m_store.save(m_state, errorText);
}

QString AtlasServer::organizationId() const
{
    const std::lock_guard lock(m_mutex);
    return m_state.organization.id;
}

QStringList AtlasServer::projectIds() const
{
    const std::lock_guard lock(m_mutex);
    QStringList ids;
    for (const Project &project : m_state.projects)
        ids.append(project.id);
    return ids;
}

} // namespace keywright::sandbox::atlas
