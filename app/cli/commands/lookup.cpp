#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/text.h"
#include "core/provider/feature_reader.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>
#include <algorithm>

namespace keywright::cli {

namespace {

using Context = std::shared_ptr<CliContext>;

struct LookupArguments
{
    std::string service;
    std::string account;
    std::vector<std::string> keys;
    std::vector<std::string> context;
    bool slo = false;
    bool status = false;
    bool times = false;
    bool noCache = false;
    bool v2 = false;
};

Result<std::pair<QString, QString>> serviceParts(const QString &text)
{
    const qsizetype slash = text.indexOf(QLatin1Char('/'));
    if (slash <= 0 || slash == text.size() - 1)
        return failure(fieldError(
            QStringLiteral("service"), tr("%1 does not name a feature service.").arg(text),
            tr("Write WORKSPACE/SERVICE, for example prod/fraud_detection_feature_service.")));
    return std::pair(text.first(slash), text.sliced(slash + 1));
}

QStringList fieldNames(const QList<SchemaField> &fields)
{
    QStringList names;
    for (const SchemaField &field : fields)
        names += field.name;
    return names;
}

/// Reads "name=value" arguments as the types that the schema gives them.
Result<QJsonObject> typedValues(
    const std::vector<std::string> &arguments, const QList<SchemaField> &fields,
    const QString &option)
{
    QJsonObject values;
    for (const std::string &argument : arguments) {
        const QString text = qt(argument);
        const QString name = text.section(QLatin1Char('='), 0, 0);
        const auto field = std::ranges::find_if(
            fields, [&name](const SchemaField &candidate) { return candidate.name == name; });
        if (!text.contains(QLatin1Char('=')))
            return failure(
                fieldError(option, tr("%1 has no value.").arg(text), tr("Write name=value.")));
        if (field == fields.end())
            return failure(fieldError(
                option, tr("The feature service does not take %1.").arg(name),
                tr("It takes: %1.").arg(fieldNames(fields).join(QStringLiteral(", ")))));
        const QString valueText = text.section(QLatin1Char('='), 1);
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

Result<LookupRequest> typedRequest(
    const LookupArguments &arguments, const std::pair<QString, QString> &service,
    const LookupSchema &schema)
{
    LookupRequest request;
    request.workspace = service.first;
    request.featureService = service.second;
    const Result<QJsonObject> keys =
        typedValues(arguments.keys, schema.joinKeys, QStringLiteral("key"));
    if (!keys)
        return failure(keys.error());
    const Result<QJsonObject> context =
        typedValues(arguments.context, schema.requestContext, QStringLiteral("context"));
    if (!context)
        return failure(context.error());
    request.joinKeys = *keys;
    request.requestContext = *context;
    request.options.sloInfo = arguments.slo;
    request.options.servingStatus = arguments.status;
    request.options.effectiveTimes = arguments.times;
    request.options.readFromCache = !arguments.noCache;
    request.options.writeToCache = !arguments.noCache;
    request.options.apiVersion = arguments.v2 ? ApiVersion::V2 : ApiVersion::V1;
    if (const std::optional<Error> problem = requestProblem(request))
        return failure(*problem);
    return request;
}

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

template <class T> QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject sloJson(const SloInfo &slo)
{
    return {
        {QStringLiteral("eligible"), orNull(slo.eligible)},
        {QStringLiteral("ineligibilityReasons"),
         QJsonArray::fromStringList(slo.ineligibilityReasons)},
        {QStringLiteral("sloServerTimeSeconds"), orNull(slo.sloServerTimeSeconds)},
        {QStringLiteral("serverTimeSeconds"), orNull(slo.serverTimeSeconds)},
        {QStringLiteral("storeMaxLatencySeconds"), orNull(slo.storeMaxLatencySeconds)},
        {QStringLiteral("storeResponseSizeBytes"), orNull(slo.storeResponseSizeBytes)}};
}

QJsonObject resultJson(const LookupResult &result)
{
    QJsonArray features;
    for (const FeatureValue &feature : result.features) {
        features.append(QJsonObject{
            {QStringLiteral("name"), feature.name},
            {QStringLiteral("type"), dataTypeText(feature.type)},
            {QStringLiteral("value"), feature.value},
            {QStringLiteral("status"), featureStatusText(feature.status)},
            {QStringLiteral("effectiveTime"), timeJson(feature.effectiveTime)}});
    }
    const QJsonObject timing{
        {QStringLiteral("waitMs"), milliseconds(result.timing.wait)},
        {QStringLiteral("transferMs"), milliseconds(result.timing.transfer)},
        {QStringLiteral("attempts"), result.timing.attempts}};
    QJsonObject document{
        {QStringLiteral("features"), features},
        {QStringLiteral("httpStatus"), result.httpStatus},
        {QStringLiteral("timing"), timing}};
    if (result.slo)
        document.insert(QStringLiteral("slo"), sloJson(*result.slo));
    return document;
}

void printResult(const Output &output, const LookupResult &result, const LookupOptions &options)
{
    if (output.isJson()) {
        output.document(resultJson(result));
        return;
    }
    QStringList header{tr("FEATURE"), tr("TYPE"), tr("VALUE")};
    if (options.servingStatus)
        header += tr("STATUS");
    if (options.effectiveTimes)
        header += tr("EFFECTIVE TIME");
    QList<QStringList> rows;
    for (const FeatureValue &feature : result.features) {
        QStringList row{
            feature.name, dataTypeText(feature.type), valueText(feature.value, feature.type)};
        if (options.servingStatus)
            row += featureStatusText(feature.status);
        if (options.effectiveTimes)
            row += feature.effectiveTime.isValid() ? feature.effectiveTime.toString(Qt::ISODate)
                                                   : QStringLiteral("—");
        rows += row;
    }
    output.table(header, rows);
    if (result.slo && result.slo->serverTimeSeconds)
        output.note(tr("Server: %1 ms").arg(*result.slo->serverTimeSeconds * 1000, 0, 'f', 1));
    output.note(tr("%1 · %2 features · %3 ms")
                    .arg(result.httpStatus)
                    .arg(result.features.size())
                    .arg(milliseconds(result.timing.total()), 0, 'f', 1));
}

QCoro::Task<int> lookUp(Context cli, std::shared_ptr<const LookupArguments> arguments)
{
    const Output &output = cli->output();
    const Result<std::pair<QString, QString>> service = serviceParts(qt(arguments->service));
    if (!service)
        co_return output.fail(service.error());
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    Result<std::shared_ptr<Authorizer>> authorizer =
        co_await (*session)->authorizerFor(qt(arguments->account));
    if (!authorizer)
        co_return output.fail(authorizer.error());
    const std::shared_ptr<FeatureReader> reader =
        (*session)->provider()->featureReader(*authorizer);
    if (!reader) {
        const Error error = makeError(
            ErrorKind::InvalidInput,
            tr("%1 has no feature services.").arg((*session)->connection().name),
            tr("Name a connection to a feature platform."));
        co_return output.fail(error);
    }
    Result<LookupSchema> schema =
        co_await reader->schema(service->first, service->second, cli->cancelToken());
    if (!schema)
        co_return output.fail(schema.error());
    const Result<LookupRequest> request = typedRequest(*arguments, *service, *schema);
    if (!request)
        co_return output.fail(request.error());
    Result<LookupResult> result = co_await reader->lookup(*request, cli->cancelToken());
    if (!result)
        co_return output.fail(result.error());
    printResult(output, *result, request->options);
    co_return Done;
}

} // namespace

void addLookupCommand(CLI::App &app, Command &chosen)
{
    const auto options = std::make_shared<LookupArguments>();
    CLI::App *verb = app.add_subcommand("lookup", "Read features of one feature service");
    verb->add_option("WORKSPACE/SERVICE", options->service, "Feature service")->required();
    verb->add_option("--as", options->account, "Use the stored credential of this service account");
    verb->add_option("--key", options->keys, "Join key, name=value; repeatable")->take_all();
    verb->add_option("--context", options->context, "Request context, name=value; repeatable")
        ->take_all();
    verb->add_flag("--slo", options->slo, "Ask for the server's timing");
    verb->add_flag("--status", options->status, "Ask for the serving status of each feature");
    verb->add_flag("--times", options->times, "Ask for effective times");
    verb->add_flag(
        "--no-cache", options->noCache, "Neither read from nor write to the server's cache");
    verb->add_flag("--v2", options->v2, "Use the v2 path");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return lookUp(cli, options);
        };
    });
}

} // namespace keywright::cli
