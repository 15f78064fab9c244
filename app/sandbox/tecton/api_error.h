#pragma once

#include "app/sandbox/http/http_message.h"

#include <tl/expected.hpp>

namespace keywright::sandbox::tecton {

/// An error as the vendor's gateway tells it: an HTTP status, a gRPC code and a sentence.
struct ApiError
{
    int httpStatus = 500;
    int code = 13;
    QString message;
};

ApiError invalidArgument(const QString &message);    ///< 400, 3
ApiError failedPrecondition(const QString &message); ///< 400, 9
ApiError unauthenticated(const QString &message);    ///< 401, 16
ApiError permissionDenied(const QString &message);   ///< 403, 7
ApiError notFound(const QString &message);           ///< 404, 5
ApiError alreadyExists(const QString &message);      ///< 409, 6
ApiError resourceExhausted(const QString &message);  ///< 429, 8
ApiError unimplemented(const QString &message);      ///< 501, 12

HttpResponse errorResponse(const ApiError &error);

template <class T> using ApiResult = tl::expected<T, ApiError>;

} // namespace keywright::sandbox::tecton
