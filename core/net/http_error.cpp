#include "core/net/http_error.h"

#include "core/net/retry_after.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct HttpErrorMessages
{
    Q_DECLARE_TR_FUNCTIONS(HttpError)
};

ErrorKind kindOf(int status)
{
    switch (status) {
    case 400:
    case 413:
    case 422:
        return ErrorKind::InvalidInput;
    case 401:
        return ErrorKind::NotAuthenticated;
    case 403:
        return ErrorKind::NotPermitted;
    case 404:
    case 410:
        return ErrorKind::NotFound;
    case 408:
    case 504:
        return ErrorKind::Timeout;
    case 409:
    case 412:
        return ErrorKind::Conflict;
    case 429:
        return ErrorKind::Limit;
    default:
        return status >= 500 && status < 600 ? ErrorKind::Provider : ErrorKind::Protocol;
    }
}

QString generalMessage(ErrorKind kind, int status)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return HttpErrorMessages::tr(
                   "The server refused the request: a value in it is wrong (HTTP %1).")
            .arg(status);
    case ErrorKind::NotAuthenticated:
        return HttpErrorMessages::tr("The server did not accept the credential (HTTP %1).")
            .arg(status);
    case ErrorKind::NotPermitted:
        return HttpErrorMessages::tr(
                   "The server accepted the credential but does not permit this (HTTP %1).")
            .arg(status);
    case ErrorKind::NotFound:
        return HttpErrorMessages::tr("The server does not know what was asked for (HTTP %1).")
            .arg(status);
    case ErrorKind::Timeout:
        return HttpErrorMessages::tr("A gateway waited in vain for the server behind it (HTTP %1).")
            .arg(status);
    case ErrorKind::Conflict:
        return HttpErrorMessages::tr("The server's current state does not allow this (HTTP %1).")
            .arg(status);
    case ErrorKind::Limit:
        return HttpErrorMessages::tr("The server limits how often it may be asked (HTTP %1).")
            .arg(status);
    case ErrorKind::Provider:
        return HttpErrorMessages::tr("The server failed (HTTP %1).").arg(status);
    default:
        return HttpErrorMessages::tr("The server gave an unexpected answer (HTTP %1).").arg(status);
    }
}

QString hintOf(ErrorKind kind, std::optional<std::chrono::seconds> wait)
{
    switch (kind) {
    case ErrorKind::NotAuthenticated:
        return HttpErrorMessages::tr(
            "Check that the key or secret is complete, belongs to this server and is "
            "active. New credentials can take a minute to work.");
    case ErrorKind::NotPermitted:
        return HttpErrorMessages::tr(
            "Assign the role that is missing. New roles can take a minute to work.");
    case ErrorKind::NotFound:
        return HttpErrorMessages::tr("Refresh the list, and check the server's address.");
    case ErrorKind::Conflict:
        return HttpErrorMessages::tr("Refresh, look at the current state, and try again.");
    case ErrorKind::Limit:
        return waitHint(wait);
    case ErrorKind::Timeout:
    case ErrorKind::Provider:
        if (wait && wait->count() > 0)
            return HttpErrorMessages::tr("%1 If it goes on, ask those who run the server.")
                .arg(waitHint(wait));
        return HttpErrorMessages::tr(
            "Try again in a moment. If it goes on, ask those who run the server.");
    case ErrorKind::Protocol:
        return HttpErrorMessages::tr(
            "Check that the address belongs to the service itself and not to a proxy "
            "or a sign-in page.");
    default:
        return {};
    }
}

} // namespace

Error httpError(const HttpResponse &response, const QString &message, const QString &providerCode)
{
    const ErrorKind kind = kindOf(response.status);
    const auto wait = retryAfter(response);
    Error error = makeError(
        kind, message.isEmpty() ? generalMessage(kind, response.status) : message,
        hintOf(kind, wait));
    error.httpStatus = response.status;
    error.providerCode = providerCode;
    error.retryAfter = wait;
    return error;
}

QString waitHint(std::optional<std::chrono::seconds> wait)
{
    if (!wait || wait->count() <= 0)
        return HttpErrorMessages::tr("Wait a moment and try again.");
    if (wait->count() == 1)
        return HttpErrorMessages::tr("Wait 1 second and try again.");
    return HttpErrorMessages::tr("Wait %1 seconds and try again.").arg(wait->count());
}

bool mayHaveActed(int status)
{
    constexpr int requestTimeout = 408;
    constexpr int notImplemented = 501;
    return status == requestTimeout || (status >= 500 && status != notImplemented);
}

} // namespace keywright
