#include "core/provider/tecton/tecton_error.h"

#include "core/base/json_reader.h"
#include "core/net/http_error.h"
#include "core/net/redactor.h"

#include <QCoreApplication>
#include <QMap>

namespace keywright::tecton {

namespace {

/// The numbers of gRPC, which the vendor's gateway passes on in its error bodies.
enum GrpcCode {
    InvalidArgument = 3,
    NotFound = 5,
    AlreadyExists = 6,
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    Unauthenticated = 16,
};

struct TectonErrorMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonError)
};

/// {"code": …, "message": …, "error": …}; empty when the body is something else.
struct ErrorBody
{
    QString message;
    QString code;
};

ErrorBody readErrorBody(const HttpResponse &response)
{
    constexpr qsizetype longestMessage = 300;
    const auto object = parseJsonObject(response.body.view());
    if (!object)
        return {};
    QString text = object->value(QLatin1String("message")).toString();
    if (text.isEmpty())
        text = object->value(QLatin1String("error")).toString();
    // What a server says may repeat what it was sent.
    text = redacted(text.simplified());
    if (text.size() > longestMessage)
        text = text.left(longestMessage) + QChar(0x2026);
    return {text, object->value(QLatin1String("code")).toVariant().toString()};
}

QString asSentence(const QString &text)
{
    static const QString ends = QStringLiteral(".!?\u2026");
    return text.isEmpty() || ends.contains(text.back()) ? text : text + QLatin1Char('.');
}

/// "What failed: why."
QString joined(const QString &what, const QString &why)
{
    return asSentence(why.isEmpty() ? what : QStringLiteral("%1: %2").arg(what, why));
}

QString failedAction(const QString &call)
{
    static const QMap<QString, const char *> actions{
        {QStringLiteral("create-service-account"),
         QT_TRANSLATE_NOOP("TectonError", "The service account could not be created")},
        {QStringLiteral("get-service-accounts"),
         QT_TRANSLATE_NOOP("TectonError", "The service accounts could not be listed")},
        {QStringLiteral("update-service-account"),
         QT_TRANSLATE_NOOP("TectonError", "The service account could not be changed")},
        {QStringLiteral("delete-service-account"),
         QT_TRANSLATE_NOOP("TectonError", "The service account could not be deleted")},
        {QStringLiteral("introspect-api-key"),
         QT_TRANSLATE_NOOP("TectonError", "The owner of the API key could not be found")},
        {QStringLiteral("create-service-account-secret"),
         QT_TRANSLATE_NOOP("TectonError", "The client secret could not be created")},
        {QStringLiteral("list-service-account-secrets"),
         QT_TRANSLATE_NOOP("TectonError", "The client secrets could not be listed")},
        {QStringLiteral("activate-service-account-secret"),
         QT_TRANSLATE_NOOP("TectonError", "The client secret could not be activated")},
        {QStringLiteral("deactivate-service-account-secret"),
         QT_TRANSLATE_NOOP("TectonError", "The client secret could not be deactivated")},
        {QStringLiteral("delete-service-account-secret"),
         QT_TRANSLATE_NOOP("TectonError", "The client secret could not be deleted")},
        {QStringLiteral("get-roles"),
         QT_TRANSLATE_NOOP("TectonError", "The roles could not be listed")},
        {QStringLiteral("assign-roles"),
         QT_TRANSLATE_NOOP("TectonError", "The role could not be assigned")},
        {QStringLiteral("unassign-roles"),
         QT_TRANSLATE_NOOP("TectonError", "The role could not be removed")},
        {QStringLiteral("list-assigned-roles"),
         QT_TRANSLATE_NOOP("TectonError", "The account’s roles could not be listed")},
        {QStringLiteral("list-workspaces"),
         QT_TRANSLATE_NOOP("TectonError", "The workspaces could not be listed")},
    };
    return TectonErrorMessages::tr(
        actions.value(call, QT_TRANSLATE_NOOP("TectonError", "The server refused the call")));
}

ErrorKind kindByCode(const QString &code, ErrorKind byStatus)
{
    switch (code.toInt()) {
    case InvalidArgument:
        return ErrorKind::InvalidInput;
    case NotFound:
        return ErrorKind::NotFound;
    case AlreadyExists:
    case FailedPrecondition:
        return ErrorKind::Conflict;
    case PermissionDenied:
        return ErrorKind::NotPermitted;
    case ResourceExhausted:
        return ErrorKind::Limit;
    case Unauthenticated:
        return ErrorKind::NotAuthenticated;
    default:
        return byStatus;
    }
}

QString rejectedCredentialHint()
{
    return TectonErrorMessages::tr(
        "Check that the key or secret is right and has not been revoked or deactivated, and that "
        "its account is active. A new credential can take up to 60 seconds to work.");
}

/// The server answers, but not as this call: its path is not where the table says.
bool isUnknownPath(const HttpResponse &response, const ErrorBody &body, const QString &call)
{
    // These name no object that could be missing.
    static const QStringList withoutObject{
        QStringLiteral("create-service-account"), QStringLiteral("get-service-accounts"),
        QStringLiteral("get-roles"), QStringLiteral("list-workspaces")};
    const bool missingObject = body.code.toInt() == NotFound && !withoutObject.contains(call);
    return (response.status == 404 && !missingObject) || response.status == 405 ||
           response.status == 501;
}

QString managementHint(ErrorKind kind, const QString &call, const QString &general)
{
    switch (kind) {
    case ErrorKind::NotAuthenticated:
        return rejectedCredentialHint();
    case ErrorKind::NotPermitted:
        return TectonErrorMessages::tr(
            "Sign in with an account that has the Admin role, or that created this service "
            "account. A new role can take up to 60 seconds to work.");
    case ErrorKind::NotFound:
        return TectonErrorMessages::tr("Refresh the list; someone else may have deleted it.");
    case ErrorKind::Conflict:
        if (call.endsWith(QLatin1String("-secret")))
            return TectonErrorMessages::tr(
                "An account has at most two secrets, at least one of them active, and a secret "
                "must be deactivated before it is deleted. Refresh to see how they stand now.");
        return general;
    default:
        return general;
    }
}

struct Explanation
{
    QString message;
    QString hint;
};

bool saysAnyOf(const QString &said, const QStringList &words)
{
    for (const QString &word : words) {
        if (said.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

/// The endpoint takes API keys only, as those for ingest and metrics do.
bool refusesAccessTokens(const QString &said)
{
    const bool isAboutTokens =
        saysAnyOf(said, {QStringLiteral("oauth"), QStringLiteral("access token")});
    return isAboutTokens && saysAnyOf(
                                said, {QStringLiteral("not accept"), QStringLiteral("not support"),
                                       QStringLiteral("API key")});
}

QString lookupCredentialHint(const QString &said)
{
    if (saysAnyOf(said, {QStringLiteral("deactivated"), QStringLiteral("inactive")}))
        return TectonErrorMessages::tr(
            "Reactivate the account or its secret, or choose another credential. It can take up to "
            "60 seconds until it works.");
    if (saysAnyOf(said, {QStringLiteral("expired")}))
        return TectonErrorMessages::tr(
            "Run it again, so that a new token is fetched. If that does not help, "
            "compare the clocks of this machine and the server.");
    return rejectedCredentialHint();
}

Explanation explainLimit(const Error &error, const QString &said)
{
    if (saysAnyOf(said, {QStringLiteral("size limit"), QStringLiteral("response size")}))
        return {
            joined(
                TectonErrorMessages::tr("The features are larger than the online store hands out"),
                said),
            TectonErrorMessages::tr(
                "Allow partial results, or ask a feature service with fewer features.")};
    return {
        joined(TectonErrorMessages::tr("The feature server has too much to do"), said),
        waitHint(error.retryAfter)};
}

Explanation explainFailure(const Error &error, const QString &said)
{
    constexpr int unavailable = 503;
    if (error.httpStatus == unavailable)
        return {
            joined(
                TectonErrorMessages::tr("The feature server is not available at the moment"), said),
            TectonErrorMessages::tr(
                "Try again in a moment. If it goes on, ask whoever runs the cluster whether "
                "its feature server is up.")};
    return {
        said.isEmpty() ? error.message
                       : joined(TectonErrorMessages::tr("The feature server failed"), said),
        error.hint};
}

Explanation explainLookup(
    const Error &error, const QString &said, const QString &workspace,
    const QString &featureService)
{
    const bool isRefusal =
        error.kind == ErrorKind::NotAuthenticated || error.kind == ErrorKind::NotPermitted;
    if (isRefusal && refusesAccessTokens(said))
        return {
            joined(TectonErrorMessages::tr("This endpoint does not take access tokens"), said),
            TectonErrorMessages::tr(
                "Use an account with an API key. Lookups take both; ingest and metrics take "
                "API keys only.")};
    switch (error.kind) {
    case ErrorKind::InvalidInput:
        return {
            joined(TectonErrorMessages::tr("The feature service refused the request"), said),
            TectonErrorMessages::tr(
                "Compare the join keys and the request context with what the service asks "
                "for.")};
    case ErrorKind::NotAuthenticated:
        return {
            joined(TectonErrorMessages::tr("The credential was not accepted"), said),
            lookupCredentialHint(said)};
    case ErrorKind::NotPermitted:
        return {
            TectonErrorMessages::tr(
                "This account has no role that can read features in workspace “%1”.")
                .arg(workspace),
            TectonErrorMessages::tr(
                "Assign Consumer on “%1” to the account. A new role can take up to 60 "
                "seconds to work.")
                .arg(workspace)};
    case ErrorKind::NotFound:
        return {
            joined(
                TectonErrorMessages::tr("Feature service “%1” was not found in workspace “%2”")
                    .arg(featureService, workspace),
                said),
            TectonErrorMessages::tr(
                "Check both names, upper and lower case and a version such as “:v2” "
                "included.")};
    case ErrorKind::Limit:
        return explainLimit(error, said);
    case ErrorKind::Timeout:
        return {
            joined(
                TectonErrorMessages::tr("The lookup took longer than the feature server allows"),
                said),
            TectonErrorMessages::tr(
                "Try again. If it goes on, ask for less, or let the feature service be made "
                "faster.")};
    default:
        return explainFailure(error, said);
    }
}

} // namespace

Error managementError(const HttpResponse &response, const QString &call)
{
    const ErrorBody body = readErrorBody(response);
    Error error = httpError(response, body.message, body.code);
    error.kind = kindByCode(body.code, error.kind);
    error.hint = managementHint(error.kind, call, error.hint);
    if (isUnknownPath(response, body, call)) {
        error.kind = ErrorKind::NotFound;
        error.message = joined(
            failedAction(call),
            TectonErrorMessages::tr("the server does not know this call (HTTP %1)")
                .arg(response.status));
        error.hint = TectonErrorMessages::tr(
                         "Check the address of the connection. If the cluster uses another "
                         "path for “%1”, set it in the connection.")
                         .arg(call);
        return error;
    }
    if (body.code.toInt() == AlreadyExists) {
        error.field = QStringLiteral("name");
        error.hint = TectonErrorMessages::tr("Choose another name.");
    }
    error.message = joined(failedAction(call), error.message);
    return error;
}

Error servingError(
    const HttpResponse &response, const QString &workspace, const QString &featureService)
{
    const ErrorBody body = readErrorBody(response);
    Error error = httpError(response, {}, body.code);
    const Explanation explanation = explainLookup(error, body.message, workspace, featureService);
    error.message = explanation.message;
    error.hint = explanation.hint;
    return error;
}

} // namespace keywright::tecton
