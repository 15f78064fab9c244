#include "core/provider/tecton/tecton_serving_json.h"

#include "core/base/json_reader.h"
#include "core/provider/tecton/tecton_data_type.h"
#include "core/provider/tecton/tecton_feature_metadata.h"

#include <QCoreApplication>

namespace keywright::tecton {

namespace {

struct TectonServingJsonMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonServing)
};

QJsonObject metadataOptions(const LookupOptions &options)
{
    return {
        {QStringLiteral("includeNames"), options.names},
        {QStringLiteral("includeDataTypes"), options.dataTypes},
        {QStringLiteral("includeEffectiveTimes"), options.effectiveTimes},
        {QStringLiteral("includeSloInfo"), options.sloInfo},
        {QStringLiteral("includeServingStatus"), options.servingStatus},
        {QStringLiteral("includeFeatureDescriptions"), options.descriptions},
        {QStringLiteral("includeFeatureTags"), options.tags},
    };
}

void insertMaps(QJsonObject &target, const LookupRequest &request)
{
    if (!request.joinKeys.isEmpty())
        target.insert(QStringLiteral("joinKeyMap"), request.joinKeys);
    if (!request.requestContext.isEmpty())
        target.insert(QStringLiteral("requestContextMap"), request.requestContext);
}

QJsonObject commonParams(const LookupRequest &request)
{
    QJsonObject params{
        {QStringLiteral("workspaceName"), request.workspace},
        {QStringLiteral("featureServiceName"), request.featureService},
        {QStringLiteral("metadataOptions"), metadataOptions(request.options)},
        {QStringLiteral("requestOptions"),
         QJsonObject{
             {QStringLiteral("readFromCache"), request.options.readFromCache},
             {QStringLiteral("writeToCache"), request.options.writeToCache}}},
    };
    if (request.options.allowPartialResults)
        params.insert(QStringLiteral("allowPartialResults"), true);
    return params;
}

QJsonObject withParams(const QJsonObject &params)
{
    return {{QStringLiteral("params"), params}};
}

QList<SchemaField> readFields(JsonReader &reader, const QString &key)
{
    QList<SchemaField> fields;
    reader.forEach(key, [&](JsonReader &item) {
        SchemaField field;
        field.name = item.string(QStringLiteral("name"));
        if (item.has(QStringLiteral("dataType")))
            field.type = readDataType(item.object(QStringLiteral("dataType")));
        else
            field.type = dataTypeFromWord(item.optionalString(QStringLiteral("type")));
        fields.append(field);
    });
    return fields;
}

SloInfo readSlo(const QJsonObject &json)
{
    JsonReader reader(json);
    const auto seconds = [&](const QString &key) {
        return reader.has(key) ? std::optional(reader.number(key)) : std::nullopt;
    };
    SloInfo slo;
    if (reader.has(QStringLiteral("sloEligible")))
        slo.eligible = reader.boolean(QStringLiteral("sloEligible"));
    slo.ineligibilityReasons = reader.optionalStrings(QStringLiteral("sloIneligibilityReasons"));
    slo.sloServerTimeSeconds = seconds(QStringLiteral("sloServerTimeSeconds"));
    slo.serverTimeSeconds = seconds(QStringLiteral("serverTimeSeconds"));
    slo.storeMaxLatencySeconds = seconds(QStringLiteral("storeMaxLatency"));
    for (const QString &key :
         {QStringLiteral("storeResponseSizeBytes"), QStringLiteral("dynamodbResponseSizeBytes")}) {
        if (!slo.storeResponseSizeBytes && reader.has(key))
            slo.storeResponseSizeBytes = reader.integer(key);
    }
    return slo;
}

/// The object under `key`, or an empty one.
QJsonObject optionalObject(JsonReader &reader, const QString &key)
{
    return reader.has(key) ? reader.object(key) : QJsonObject();
}

std::optional<SloInfo> readSingleSlo(JsonReader &metadata)
{
    if (!metadata.has(QStringLiteral("sloInfo")))
        return {};
    return readSlo(metadata.object(QStringLiteral("sloInfo")));
}

/// The row's own SLO information, or that of the whole batch.
std::optional<SloInfo> rowSlo(const QJsonArray &perRow, const QJsonObject &ofBatch, qsizetype row)
{
    if (row < perRow.size() && perRow.at(row).isObject())
        return readSlo(perRow.at(row).toObject());
    if (!ofBatch.isEmpty())
        return readSlo(ofBatch);
    return {};
}

} // namespace

QJsonObject schemaBody(const QString &workspace, const QString &featureService)
{
    return withParams(
        {{QStringLiteral("workspaceName"), workspace},
         {QStringLiteral("featureServiceName"), featureService}});
}

QJsonObject lookupBody(const LookupRequest &request)
{
    QJsonObject params = commonParams(request);
    insertMaps(params, request);
    return withParams(params);
}

QJsonObject batchBody(const QList<LookupRequest> &requests)
{
    QJsonArray rows;
    for (const LookupRequest &request : requests) {
        QJsonObject row;
        insertMaps(row, request);
        rows.append(row);
    }
    QJsonObject params = commonParams(requests.first());
    params.insert(QStringLiteral("requestData"), rows);
    return withParams(params);
}

Result<LookupSchema> readSchema(const QJsonObject &answer)
{
    JsonReader reader(answer);
    LookupSchema schema;
    schema.serviceType = reader.optionalString(QStringLiteral("featureServiceType"));
    schema.joinKeys = readFields(reader, QStringLiteral("inputJoinKeys"));
    schema.requestContext = readFields(reader, QStringLiteral("inputRequestContextKeys"));
    schema.outputJoinKeys = readFields(reader, QStringLiteral("outputJoinKeys"));
    schema.features = readFields(reader, QStringLiteral("featureValues"));
    if (!reader.ok())
        return failure(reader.error());
    return schema;
}

Result<LookupResult> readLookup(const QJsonObject &answer)
{
    JsonReader reader(answer);
    JsonReader row(reader.object(QStringLiteral("result")), QStringLiteral("result."));
    JsonReader metadata(
        optionalObject(reader, QStringLiteral("metadata")), QStringLiteral("metadata."));
    FeatureMetadata columns(metadata, QStringLiteral("features"));

    LookupResult result;
    result.features = columns.combine(row, QStringLiteral("features"), 0);
    result.slo = readSingleSlo(metadata);
    reader.adopt(row);
    reader.adopt(metadata);
    if (!reader.ok())
        return failure(reader.error());
    return result;
}

Result<QList<LookupResult>> readBatch(const QJsonObject &answer, qsizetype rows)
{
    JsonReader reader(answer);
    JsonReader metadata(
        optionalObject(reader, QStringLiteral("metadata")), QStringLiteral("metadata."));
    FeatureMetadata columns(metadata, QStringLiteral("features"));
    const QJsonArray slo = metadata.optionalArray(QStringLiteral("sloInfo"));
    const QJsonObject batchSlo = optionalObject(metadata, QStringLiteral("batchSloInfo"));

    QList<LookupResult> results;
    reader.forEach(QStringLiteral("result"), [&](JsonReader &row) {
        LookupResult result;
        result.features = columns.combine(row, QStringLiteral("features"), results.size());
        result.slo = rowSlo(slo, batchSlo, results.size());
        results.append(result);
    });
    reader.adopt(metadata);
    if (results.size() != rows)
        reader.fail(
            QStringLiteral("result"),
            TectonServingJsonMessages::tr("one entry for each of the %1 rows").arg(rows));
    if (!reader.ok())
        return failure(reader.error());
    return results;
}

Result<QList<LookupResult>> readQuery(const QJsonObject &answer)
{
    JsonReader reader(answer);
    JsonReader metadata(
        optionalObject(reader, QStringLiteral("metadata")), QStringLiteral("metadata."));
    FeatureMetadata keys(metadata, QStringLiteral("joinKeys"));
    FeatureMetadata columns(metadata, QStringLiteral("features"));
    const std::optional<SloInfo> slo = readSingleSlo(metadata);

    QList<LookupResult> results;
    reader.forEach(QStringLiteral("results"), [&](JsonReader &row) {
        LookupResult result;
        result.features = keys.combine(row, QStringLiteral("joinKeys"), results.size()) +
                          columns.combine(row, QStringLiteral("features"), results.size());
        result.slo = slo;
        results.append(result);
    });
    reader.adopt(metadata);
    if (!reader.ok())
        return failure(reader.error());
    return results;
}

} // namespace keywright::tecton
