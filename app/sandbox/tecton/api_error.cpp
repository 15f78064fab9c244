#include "app/sandbox/tecton/api_error.h"

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

ApiError invalidArgument(const QString &message)
{
    return {400, 3, message};
}

ApiError failedPrecondition(const QString &message)
{
    return {400, 9, message};
}

ApiError unauthenticated(const QString &message)
{
    return {401, 16, message};
}

ApiError permissionDenied(const QString &message)
{
    return {403, 7, message};
}

ApiError notFound(const QString &message)
{
    return {404, 5, message};
}

ApiError alreadyExists(const QString &message)
{
    return {409, 6, message};
}

ApiError resourceExhausted(const QString &message)
{
    return {429, 8, message};
}

ApiError unimplemented(const QString &message)
{
    return {501, 12, message};
}

HttpResponse errorResponse(const ApiError &error)
{
    return jsonResponse(error.httpStatus, {{u"code"_s, error.code}, {u"message"_s, error.message}});
}

} // namespace keywright::sandbox::tecton
