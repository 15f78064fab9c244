#include "app/cli/commands/rotation_probe.h"

#include "app/cli/text.h"
#include "core/provider/feature_reader.h"

#include <algorithm>

namespace keywright::cli {

namespace {

struct ProbeText
{
    QString workspace;
    QString service;
    QStringList values; ///< "key=value"
};

Error probeError(const QString &message)
{
    return fieldError(
        QStringLiteral("probe"), message,
        tr("Write WORKSPACE/SERVICE:key=value,…, for example "
           "prod/fraud_detection_feature_service:user_id=42."));
}

/// The name of a service may hold a colon itself.
Result<ProbeText> split(const QString &text)
{
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    const qsizetype colon = equals < 0 ? -1 : text.lastIndexOf(QLatin1Char(':'), equals);
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash <= 0 || colon <= slash + 1)
        return failure(probeError(tr("%1 does not describe a lookup.").arg(text)));
    ProbeText parts;
    parts.workspace = text.first(slash);
    parts.service = text.sliced(slash + 1, colon - slash - 1);
    parts.values = text.sliced(colon + 1).split(QLatin1Char(','));
    return parts;
}

const SchemaField *fieldNamed(const QList<SchemaField> &fields, const QString &name)
{
    const auto field = std::ranges::find_if(
        fields, [&name](const SchemaField &candidate) { return candidate.name == name; });
    return field == fields.end() ? nullptr : &*field;
}

Result<LookupRequest> typedRequest(const ProbeText &parts, const LookupSchema &schema)
{
    LookupRequest request;
    request.workspace = parts.workspace;
    request.featureService = parts.service;
    for (const QString &text : parts.values) {
        const QString name = text.section(QLatin1Char('='), 0, 0).trimmed();
        const SchemaField *key = fieldNamed(schema.joinKeys, name);
        const SchemaField *field = key ? key : fieldNamed(schema.requestContext, name);
        if (!field)
            return failure(probeError(tr("The feature service does not take %1.").arg(name)));
        const Result<QJsonValue> value =
            jsonFromText(text.section(QLatin1Char('='), 1), field->type, QStringLiteral("probe"));
        if (!value)
            return failure(value.error());
        (key ? request.joinKeys : request.requestContext).insert(name, *value);
    }
    if (const std::optional<Error> problem = requestProblem(request))
        return failure(*problem);
    return request;
}

} // namespace

Async<LookupRequest> readProbe(std::shared_ptr<Session> session, QString text, CancelToken cancel)
{
    const Result<ProbeText> parts = split(text);
    if (!parts)
        co_return failure(parts.error());
    const std::shared_ptr<FeatureReader> reader =
        session->provider()->featureReader(session->authorizer());
    if (!reader) {
        const Error error =
            probeError(tr("%1 has no feature services.").arg(session->connection().name));
        co_return failure(error);
    }
    const Result<LookupSchema> schema =
        co_await reader->schema(parts->workspace, parts->service, std::move(cancel));
    if (!schema)
        co_return failure(schema.error());
    co_return typedRequest(*parts, *schema);
}

} // namespace keywright::cli
