#pragma once

#include "app/sandbox/http/http_message.h"

#include <QJsonArray>

#include <tl/expected.hpp>

namespace keywright::sandbox::atlas {

/// What is wrong with one field of a request.
struct FieldViolation
{
    QString field;
    QString description;
};

/// An error as the vendor tells it.
struct ApiError
{
    int status = 500;
    QString code;
    QString detail;
    QJsonArray parameters;
    QList<FieldViolation> fields;
    QList<HttpHeader> headers;
};

template <class T> using ApiResult = tl::expected<T, ApiError>;
using Refusal = tl::unexpected<ApiError>;

Refusal refuse(int status, const QString &code, const QString &detail, QJsonArray parameters = {});
Refusal invalid(const QList<FieldViolation> &fields); ///< 400 VALIDATION_ERROR
Refusal notFound(const QString &what);                ///< 404 RESOURCE_NOT_FOUND
Refusal forbidden(const QString &neededRole);         ///< 403, for want of a role

/// 429 RATE_LIMITED for a resource that allows @p limit requests a minute.
ApiError rateLimited(const QString &resource, int limit, int retryAfterSeconds);

QJsonObject toJson(const ApiError &error);
HttpResponse errorResponse(const ApiError &error);
/// For what no call decides: unknown paths and methods, and rehearsed faults.
HttpResponse plainErrorResponse(int status, const QString &detail);

} // namespace keywright::sandbox::atlas
