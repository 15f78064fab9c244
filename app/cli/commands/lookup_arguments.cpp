#include "app/cli/commands/lookup_arguments.h"

#include "app/cli/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace keywright::cli {

namespace {

QStringList fieldNames(const QList<SchemaField> &fields)
{
    QStringList names;
    for (const SchemaField &field : fields)
        names += field.name;
    return names;
}

Error unknownName(const QString &option, const QString &name, const QStringList &known)
{
    return fieldError(
        option, tr("The feature service does not take %1.").arg(name),
        tr("It takes: %1.").arg(known.join(QStringLiteral(", "))));
}

Result<std::pair<QString, QString>> nameAndValue(const std::string &argument, const QString &option)
{
    const QString text = qt(argument);
    const qsizetype sign = text.indexOf(QLatin1Char('='));
    if (sign < 0)
        return failure(
            fieldError(option, tr("%1 has no value.").arg(text), tr("Write name=value.")));
    return std::pair(text.first(sign), text.sliced(sign + 1));
}

QJsonValue jsonOrText(const QString &text)
{
    // A document is an array or an object.
    const QByteArray array = '[' + text.toUtf8() + ']';
    const QJsonArray values = QJsonDocument::fromJson(array).array();
    return values.size() == 1 ? values.first() : QJsonValue(text);
}

/// Reads "name=value" arguments as the types that the schema gives them.
Result<QJsonObject> typedValues(
    const std::vector<std::string> &arguments, const QList<SchemaField> &fields,
    const QString &option)
{
    QJsonObject values;
    for (const std::string &argument : arguments) {
        const auto given = nameAndValue(argument, option);
        if (!given)
            return failure(given.error());
        const auto &[name, valueText] = *given;
        const auto field =
            std::ranges::find_if(fields, [&wanted = name](const SchemaField &candidate) {
                return candidate.name == wanted;
            });
        if (field == fields.end())
            return failure(unknownName(option, name, fieldNames(fields)));
        if (valueText == QLatin1String("null") && field->type.kind != DataKind::String) {
            values.insert(name, QJsonValue::Null);
            continue;
        }
        const Result<QJsonValue> value = jsonFromText(valueText, field->type, name);
        if (!value)
            return failure(value.error());
        values.insert(name, *value);
    }
    return values;
}

/// Adds the join keys that are null, which a text key cannot be told in words.
Result<QJsonObject> nullKeys(
    const std::vector<std::string> &names, const QList<SchemaField> &fields, QJsonObject values)
{
    const QStringList known = fieldNames(fields);
    for (const std::string &argument : names) {
        const QString name = qt(argument);
        if (!known.contains(name))
            return failure(unknownName(QStringLiteral("null"), name, known));
        values.insert(name, QJsonValue::Null);
    }
    return values;
}

/// The request without its keys and its context.
LookupRequest
emptyRequest(const LookupArguments &arguments, const std::pair<QString, QString> &service)
{
    LookupRequest request;
    request.workspace = service.first;
    request.featureService = service.second;
    request.options.sloInfo = arguments.slo;
    request.options.servingStatus = arguments.status;
    request.options.effectiveTimes = arguments.times;
    request.options.descriptions = arguments.descriptions;
    request.options.tags = arguments.tags;
    request.options.allowPartialResults = arguments.partial;
    request.options.readFromCache = !arguments.noCache && !arguments.noCacheRead;
    request.options.writeToCache = !arguments.noCache && !arguments.noCacheWrite;
    request.options.apiVersion = arguments.v2 ? ApiVersion::V2 : ApiVersion::V1;
    return request;
}

} // namespace

Result<std::pair<QString, QString>> serviceParts(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash <= 0 || slash == text.size() - 1)
        return failure(fieldError(
            QStringLiteral("service"), tr("%1 does not name a feature service.").arg(text),
            tr("Write WORKSPACE/SERVICE, for example prod/fraud_detection_feature_service.")));
    return std::pair(text.first(slash), text.sliced(slash + 1));
}

Result<LookupRequest> typedRequest(
    const LookupArguments &arguments, const std::pair<QString, QString> &service,
    const LookupSchema &schema)
{
    LookupRequest request = emptyRequest(arguments, service);
    const Result<QJsonObject> keys =
        typedValues(arguments.keys, schema.joinKeys, QStringLiteral("key"));
    if (!keys)
        return failure(keys.error());
    const Result<QJsonObject> withNulls = nullKeys(arguments.nulls, schema.joinKeys, *keys);
    if (!withNulls)
        return failure(withNulls.error());
    const Result<QJsonObject> context =
        typedValues(arguments.context, schema.requestContext, QStringLiteral("context"));
    if (!context)
        return failure(context.error());
    request.joinKeys = *withNulls;
    request.requestContext = *context;
    return request;
}

Result<LookupRequest>
untypedRequest(const LookupArguments &arguments, const std::pair<QString, QString> &service)
{
    LookupRequest request = emptyRequest(arguments, service);
    for (const std::string &argument : arguments.keys) {
        const auto key = nameAndValue(argument, QStringLiteral("key"));
        if (!key)
            return failure(key.error());
        request.joinKeys.insert(key->first, key->second);
    }
    for (const std::string &name : arguments.nulls)
        request.joinKeys.insert(qt(name), QJsonValue::Null);
    for (const std::string &argument : arguments.context) {
        const auto value = nameAndValue(argument, QStringLiteral("context"));
        if (!value)
            return failure(value.error());
        request.requestContext.insert(value->first, jsonOrText(value->second));
    }
    if (auto problem = requestProblem(request))
        return failure(*std::move(problem));
    return request;
}

std::optional<Error> contradiction(const LookupArguments &arguments)
{
    const bool isRepeated = arguments.repeats > 0 || arguments.seconds > 0;
    const bool isBatch = !arguments.batch.empty();
    const int modes =
        (isRepeated ? 1 : 0) + (isBatch ? 1 : 0) + (arguments.compareWith.empty() ? 0 : 1);
    if (modes > 1)
        return makeError(
            ErrorKind::InvalidInput,
            tr("--repeat, --batch and --compare-with cannot be had at once."));
    if (arguments.repeats > 0 && arguments.seconds > 0)
        return makeError(ErrorKind::InvalidInput, tr("--repeat and --for cannot be had at once."));
    if (!isBatch && (!arguments.out.empty() || !arguments.columns.empty() || arguments.singly))
        return makeError(
            ErrorKind::InvalidInput, tr("--out, --map and --singly belong to --batch."));
    return {};
}

void addLookupOptions(CLI::App &verb, LookupArguments &arguments)
{
    verb.add_option("WORKSPACE/SERVICE", arguments.service, "Feature service")->required();
    verb.add_option("--as", arguments.account, "Use the stored credential of this service account");
    verb.add_option("--key", arguments.keys, "Join key, name=value; repeatable")
        ->allow_extra_args(false)
        ->take_all();
    verb.add_option("--context", arguments.context, "Request context, name=value; repeatable")
        ->allow_extra_args(false)
        ->take_all();
    verb.add_option("--null", arguments.nulls, "Join key that is null; repeatable")
        ->allow_extra_args(false)
        ->take_all();
    verb.add_flag("--slo", arguments.slo, "Ask for the server's timing");
    verb.add_flag("--status", arguments.status, "Ask for the serving status of each feature");
    verb.add_flag("--times", arguments.times, "Ask for effective times");
    verb.add_flag(
        "--no-cache", arguments.noCache, "Neither read from nor write to the server's cache");
    verb.add_flag("--no-cache-read", arguments.noCacheRead, "Do not read from the server's cache");
    verb.add_flag("--no-cache-write", arguments.noCacheWrite, "Do not write to the server's cache");
    verb.add_flag("--descriptions", arguments.descriptions, "Ask for descriptions");
    verb.add_flag("--tags", arguments.tags, "Ask for tags");
    verb.add_flag("--partial", arguments.partial, "Take what fits when the answer is too large");
    verb.add_flag("--v2", arguments.v2, "Use the v2 path");
    verb.add_option("--repeat", arguments.repeats, "Repeat the lookup N times and measure")
        ->check(CLI::PositiveNumber);
    verb.add_option("--for", arguments.seconds, "Repeat the lookup for so many seconds")
        ->check(CLI::PositiveNumber);
    verb.add_option("--concurrency", arguments.concurrency, "Calls at once, at most 32")
        ->check(CLI::Range(1, 32));
    verb.add_option("--batch", arguments.batch, "Look up every row of this CSV file");
    verb.add_option(
        "--out", arguments.out,
        "Write the batch's results here; continued when it was interrupted");
    verb.add_option(
            "--map", arguments.columns,
            "Column of the batch for a key, column=key; an empty key ignores the column")
        ->allow_extra_args(false)
        ->take_all();
    verb.add_flag("--singly", arguments.singly, "One call for each row of the batch");
    verb.add_option(
        "--compare-with", arguments.compareWith,
        "Compare with account:ID, workspace:NAME or file:FILE");
}

} // namespace keywright::cli
