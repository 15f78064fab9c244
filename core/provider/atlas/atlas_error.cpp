#include "core/provider/atlas/atlas_error.h"

#include "core/base/json_reader.h"
#include "core/net/http_error.h"
#include "core/net/redactor.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

constexpr QLatin1StringView concurrencyCode("DATA_CONCURRENCY_ERROR");

struct AtlasErrorMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasError)
};

/// One entry of badRequestDetail.fields.
struct FieldComplaint
{
    QString field;
    QString description;
};

struct ErrorBody
{
    QString code;
    QString detail;
    QList<FieldComplaint> fields;
};

// What a server says may repeat what it was sent.
QString harmless(const QJsonValue &value)
{
    constexpr qsizetype longest = 300;
    const QString text = redacted(value.toString().simplified());
    return text.size() > longest ? text.left(longest) + QChar(0x2026) : text;
}

ErrorBody readErrorBody(const HttpResponse &response)
{
    constexpr qsizetype mostFields = 20;
    const auto object = parseJsonObject(response.body.view());
    if (!object)
        return {};
    ErrorBody body;
    body.code = harmless(object->value(QLatin1StringView("errorCode")));
    body.detail = harmless(object->value(QLatin1StringView("detail")));
    const QJsonArray fields = object->value(QLatin1StringView("badRequestDetail"))
                                  .toObject()
                                  .value(QLatin1StringView("fields"))
                                  .toArray();
    for (qsizetype i = 0; i < qMin(fields.size(), mostFields); ++i) {
        const QJsonObject field = fields.at(i).toObject();
        body.fields.append(
            {harmless(field.value(QLatin1StringView("field"))),
             harmless(field.value(QLatin1StringView("description")))});
    }
    return body;
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

/// The form's name for a field of the API; "[3].ipAddress" is one of a list.
QString formField(const QString &apiField)
{
    const auto names = [&apiField](const char *name) {
        return apiField.contains(QLatin1StringView(name), Qt::CaseInsensitive);
    };
    if (names("secretExpiresAfterHours"))
        return QStringLiteral("lifetime");
    if (names("ipAddress") || names("cidrBlock"))
        return QStringLiteral("address");
    if (names("roles"))
        return QStringLiteral("role");
    if (names("description"))
        return QStringLiteral("description");
    return names("name") ? QStringLiteral("name") : apiField;
}

QString complaintText(const FieldComplaint &complaint)
{
    return QStringLiteral("%1 %2").arg(complaint.field, complaint.description).simplified();
}

QString complaints(const QList<FieldComplaint> &fields)
{
    QStringList texts;
    for (const FieldComplaint &field : fields)
        texts += complaintText(field);
    return texts.join(QStringLiteral("; "));
}

/// For the form: what is wrong with each of its fields.
QMap<QString, QString> complaintsByField(const QList<FieldComplaint> &fields)
{
    QMap<QString, QStringList> texts;
    for (const FieldComplaint &field : fields)
        texts[formField(field.field)] += complaintText(field);
    QMap<QString, QString> sentences;
    for (auto entry = texts.cbegin(); entry != texts.cend(); ++entry)
        sentences.insert(
            entry.key(), AtlasErrorMessages::tr("The server refused it: %1")
                             .arg(asSentence(entry->join(QStringLiteral("; ")))));
    return sentences;
}

// The vendor documents no list of codes; these words are what those seen have in common.
bool namesAnAddress(const QString &code, const QString &text)
{
    return code.contains(QLatin1StringView("ACCESS_LIST")) ||
           code.contains(QLatin1StringView("IP_ADDRESS")) ||
           text.contains(QLatin1StringView("IP address"), Qt::CaseInsensitive);
}

/// Codes such as NOT_ORG_GROUP_CREATOR come with 401 although the credential was accepted.
bool isRoleRefusal(const ErrorBody &body)
{
    return body.code.startsWith(QLatin1StringView("NOT_")) &&
           !body.code.contains(QLatin1StringView("AUTHENTICATED"));
}

QString roleHint(const Operation &operation)
{
    if (!operation.role)
        return AtlasErrorMessages::tr("Sign in with an account that has more roles.");
    return AtlasErrorMessages::tr("The connection’s own account needs at least the role %1 here.")
        .arg(QLatin1StringView(operation.role));
}

void explainPermission(Error &error, const ErrorBody &body, const Operation &operation)
{
    error.kind = ErrorKind::NotPermitted;
    error.hint =
        error.httpStatus == 403 && namesAnAddress(body.code, body.detail)
            ? AtlasErrorMessages::tr("Add this machine’s address to the access list of the account "
                                     "that the connection signs in with; from there, or in the "
                                     "vendor’s own console.")
            : roleHint(operation);
}

void explainStatus(Error &error, const ErrorBody &body, const Operation &operation)
{
    switch (error.httpStatus) {
    case 401:
        if (isRoleRefusal(body))
            return explainPermission(error, body, operation);
        error.hint = AtlasErrorMessages::tr(
            "The token or the key pair was not accepted. The secret or key may have been deleted "
            "or have expired; check it in the connection, and that the address is right.");
        return;
    case 403:
        return explainPermission(error, body, operation);
    case 404:
        error.hint = AtlasErrorMessages::tr(
            "Refresh the list; someone else may have deleted it. Check the organization and the "
            "project of the connection as well.");
        return;
    case 406:
    case 410:
    case 415:
        error.kind = ErrorKind::Protocol;
        error.hint = AtlasErrorMessages::tr(
            "The server does not offer this version of its API any more: get a newer version of "
            "this program.");
        return;
    case 409:
        error.hint = body.code == concurrencyCode
                         ? AtlasErrorMessages::tr("Someone else is changing the same account: "
                                                  "refresh and try again.")
                         : AtlasErrorMessages::tr("Refresh, and look at how it is now.");
        return;
    default:
        return;
    }
}

} // namespace

Error atlasError(const HttpResponse &response, const Operation &operation)
{
    const ErrorBody body = readErrorBody(response);
    const Error general = httpError(response, {}, body.code);
    const QString said = body.fields.isEmpty() ? body.detail : complaints(body.fields);
    const QString why = said.isEmpty() ? general.message : said;
    Error error =
        httpError(response, joined(AtlasErrorMessages::tr(operation.failure), why), body.code);
    explainStatus(error, body, operation);
    if (error.kind == ErrorKind::InvalidInput && !body.fields.isEmpty()) {
        error.field = formField(body.fields.constFirst().field);
        error.fieldProblems = complaintsByField(body.fields);
    }
    return error;
}

bool isAddressRefusal(const Error &error)
{
    return error.httpStatus == 403 && namesAnAddress(error.providerCode, error.message);
}

bool isConcurrencyConflict(const HttpResponse &response)
{
    return response.status == 409 && readErrorBody(response).code == concurrencyCode;
}

} // namespace keywright::atlas
