#include "app/sandbox/atlas/api_error.h"

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QString reasonOf(int status)
{
    switch (status) {
    case 400:
        return u"Bad Request"_s;
    case 401:
        return u"Unauthorized"_s;
    case 403:
        return u"Forbidden"_s;
    case 404:
        return u"Not Found"_s;
    case 405:
        return u"Method Not Allowed"_s;
    case 406:
        return u"Not Acceptable"_s;
    case 409:
        return u"Conflict"_s;
    case 410:
        return u"Gone"_s;
    case 415:
        return u"Unsupported Media Type"_s;
    case 429:
        return u"Too Many Requests"_s;
    case 503:
        return u"Service Unavailable"_s;
    default:
        return u"Internal Server Error"_s;
    }
}

QString usualCodeOf(int status)
{
    switch (status) {
    case 400:
        return u"VALIDATION_ERROR"_s;
    case 401:
        return u"UNAUTHORIZED"_s;
    case 403:
        return u"USER_UNAUTHORIZED"_s;
    case 404:
        return u"RESOURCE_NOT_FOUND"_s;
    case 405:
        return u"METHOD_NOT_ALLOWED"_s;
    case 409:
        return u"DATA_CONCURRENCY_ERROR"_s;
    case 410:
        return u"VERSION_GONE"_s;
    case 429:
        return u"RATE_LIMITED"_s;
    case 503:
        return u"SERVICE_UNAVAILABLE"_s;
    default:
        return u"UNEXPECTED_ERROR"_s;
    }
}

} // namespace

Refusal refuse(int status, const QString &code, const QString &detail, QJsonArray parameters)
{
    return Refusal(ApiError{status, code, detail, std::move(parameters), {}, {}});
}

Refusal invalid(const QList<FieldViolation> &fields)
{
    ApiError error{400, u"VALIDATION_ERROR"_s, {}, {}, fields, {}};
    QStringList sentences;
    for (const FieldViolation &violation : fields)
        sentences.append(u"%1 %2."_s.arg(violation.field, violation.description));
    error.detail = sentences.join(u' ');
    return Refusal(std::move(error));
}

Refusal notFound(const QString &what)
{
    return refuse(404, u"RESOURCE_NOT_FOUND"_s, u"Cannot find resource %1."_s.arg(what), {what});
}

Refusal forbidden(const QString &neededRole)
{
    return refuse(
        403, u"USER_UNAUTHORIZED"_s,
        u"Current user is not authorized to perform this action. It needs the role %1."_s.arg(
            neededRole),
        {neededRole});
}

ApiError rateLimited(const QString &resource, int limit, int retryAfterSeconds)
{
    ApiError error;
    error.status = 429;
    error.code = u"RATE_LIMITED"_s;
    error.detail =
        u"Resource %1 is limited to %2 requests every 1 minutes."_s.arg(resource).arg(limit);
    error.parameters = {resource, limit, 1};
    error.headers = {
        {"RateLimit-Limit", QByteArray::number(limit)},
        {"RateLimit-Remaining", "0"},
        {"Retry-After", QByteArray::number(retryAfterSeconds)}};
    return error;
}

QJsonObject toJson(const ApiError &error)
{
    QJsonObject body{
        {u"error"_s, error.status},          {u"errorCode"_s, error.code},
        {u"detail"_s, error.detail},         {u"reason"_s, reasonOf(error.status)},
        {u"parameters"_s, error.parameters},
    };
    if (!error.fields.isEmpty()) {
        QJsonArray fields;
        for (const FieldViolation &violation : error.fields)
            fields.append(QJsonObject{
                {u"field"_s, violation.field}, {u"description"_s, violation.description}});
        body.insert("badRequestDetail"_L1, QJsonObject{{u"fields"_s, fields}});
    }
    return body;
}

HttpResponse errorResponse(const ApiError &error)
{
    HttpResponse response = jsonResponse(error.status, toJson(error));
    response.headers = error.headers;
    return response;
}

HttpResponse plainErrorResponse(int status, const QString &detail)
{
    return errorResponse({status, usualCodeOf(status), detail, {}, {}, {}});
}

} // namespace keywright::sandbox::atlas
