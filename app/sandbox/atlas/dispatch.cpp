#include "app/sandbox/atlas/dispatch.h"

#include "app/sandbox/atlas/authentication.h"
#include "app/sandbox/atlas/media_type.h"
#include "app/sandbox/atlas/rate_limit_calls.h"

#include <QJsonDocument>

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

ApiResult<void> checkRight(const Operation &operation, const Call &call)
{
    const QString path = QString::fromLatin1(operation.path);
    const bool isProject = path.startsWith("/groups/{groupId}"_L1);
    if (path.startsWith("/orgs/{orgId}"_L1) && call.path[0] != call.state.organization.id)
        return notFound(call.path[0]);
    if (isProject && call.state.project(call.path[0]) == nullptr)
        return notFound(call.path[0]);
    const QString projectId = isProject ? call.path[0] : QString();
    if (!allows(call.caller.grants, operation.right, projectId))
        return forbidden(roleNameOf(operation.right));
    return {};
}

ApiResult<QJsonValue> readBody(const Operation &operation, const HttpRequest &request)
{
    if (!operation.hasBody())
        return QJsonValue(QJsonValue::Undefined);
    if (const auto type = checkContentType(request.header("content-type"), operation.version);
        !type)
        return tl::unexpected(type.error());
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (document.isNull())
        return refuse(
            400, u"INVALID_JSON"_s, u"Received JSON is malformed: %1."_s.arg(error.errorString()));
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

HttpResponse toResponse(const Reply &reply, const Operation &operation, const Call &call)
{
    HttpResponse response;
    response.status = reply.status;
    response.contentType = mediaTypeOf(operation.version);
    if (reply.status == 204)
        return response;
    QJsonObject body = reply.body.toObject();
    if (call.flag("envelope"_L1, false)) {
        // A page is an envelope already.
        if (!reply.isPage)
            body = QJsonObject{{u"content"_s, body}};
        body.insert("status"_L1, reply.status);
    }
    const bool isPretty = call.flag("pretty"_L1, false);
    response.body =
        QJsonDocument(body).toJson(isPretty ? QJsonDocument::Indented : QJsonDocument::Compact);
    return response;
}

ApiResult<HttpResponse> runCall(const Operation &operation, const HttpRequest &request, Call &call)
{
    if (const auto accepted = checkAccept(request.header("accept"), operation.version); !accepted)
        return tl::unexpected(accepted.error());
    if (const auto right = checkRight(operation, call); !right)
        return tl::unexpected(right.error());
    const auto body = readBody(operation, request);
    if (!body)
        return tl::unexpected(body.error());
    call.body = *body;
    const CallResult reply = operation.run(call);
    if (!reply)
        return tl::unexpected(reply.error());
    return toResponse(*reply, operation, call);
}

} // namespace

QString originOf(const HttpRequest &request, bool tls)
{
    const QString scheme = tls ? u"https"_s : u"http"_s;
    return u"%1://%2"_s.arg(scheme, QString::fromLatin1(request.header("host")));
}

HttpResponse dispatch(
    const Operation &operation, const HttpRequest &request, const QStringList &path, State &state,
    const DispatchOptions &options, qint64 nowMs)
{
    auto caller = authenticate(request, state, nowMs);
    if (!caller)
        return errorResponse(caller.error());
    const QString key = idOf(operation.limits) + u' ' + caller->name;
    const auto limit = state.limits.take(key, options.requestsPerMinute, nowMs);
    if (!limit.isAllowed)
        return errorResponse(
            rateLimited(QString::fromLatin1(request.path), limit.limit, limit.retryAfterSeconds));

    const QString url = originOf(request, options.tls) + QString::fromLatin1(request.path);
    Call call{
        state,
        *std::move(caller),
        path,
        parseForm(request.query),
        {},
        url,
        nowMs,
        options.propagationMs,
        options.requestsPerMinute,
        options.tokensPerMinute};
    auto response = runCall(operation, request, call);
    if (!response)
        return errorResponse(response.error());
    response->headers.append({"RateLimit-Limit", QByteArray::number(limit.limit)});
    response->headers.append({"RateLimit-Remaining", QByteArray::number(limit.remaining)});
    return *std::move(response);
}

} // namespace keywright::sandbox::atlas
