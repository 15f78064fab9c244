#include "app/sandbox/tecton/serving.h"

#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"
#include "app/sandbox/tecton/served_row.h"
#include "app/sandbox/tecton/slo_info.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

/// 403 before 404: whoever may not read the workspace does not learn what is in it.
ApiResult<const FeatureService *>
findService(const ServingContext &context, const ServingTarget &target, Permission needed)
{
    const Account &account = *context.state.account(context.caller.accountId);
    if (!hasPermission(account, context.catalog, target.workspace, needed, context.nowMs))
        return tl::unexpected(
            permissionDenied(u"The service account needs the %1 role on the workspace \"%2\""_s.arg(
                needed == ReadFeatures ? u"Consumer"_s : u"Viewer"_s, target.workspace)));
    if (context.catalog.workspace(target.workspace) == nullptr)
        return tl::unexpected(notFound(u"There is no workspace \"%1\""_s.arg(target.workspace)));
    const bool byName = !target.featureServiceName.isEmpty();
    const FeatureService *service =
        byName ? context.catalog.featureService(target.workspace, target.featureServiceName)
               : context.catalog.featureServiceById(target.workspace, target.featureServiceId);
    if (service == nullptr)
        return tl::unexpected(notFound(u"The workspace \"%1\" has no feature service \"%2\""_s.arg(
            target.workspace, byName ? target.featureServiceName : target.featureServiceId)));
    return service;
}

/// What all four calls begin with.
struct Opened
{
    QJsonObject params;
    const FeatureService *service = nullptr;
};

ApiResult<Opened> open(
    const ServingContext &context, const QByteArray &body, const ServingPath &path,
    Permission needed = ReadFeatures)
{
    const auto params = readParams(body);
    if (!params)
        return tl::unexpected(params.error());
    const auto target = readTarget(*params, path);
    if (!target)
        return tl::unexpected(target.error());
    const auto service = findService(context, *target, needed);
    if (!service)
        return tl::unexpected(service.error());
    return Opened{*params, *service};
}

QJsonValue effectiveTime(qint64 ms)
{
    return ms == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(toTimestamp(ms));
}

/// One value for a single row, a list of one value per row for a batch.
QJsonValue perRow(const QJsonArray &values, bool batch)
{
    return batch ? QJsonValue(values) : values.first();
}

QJsonArray featureMetadata(
    const FeatureService &service, const QList<ServedRow> &rows, const MetadataOptions &options,
    bool batch)
{
    QJsonArray all;
    for (qsizetype i = 0; i < service.features.size(); ++i) {
        const Field &feature = service.features[i];
        QJsonArray statuses;
        QJsonArray times;
        for (const ServedRow &row : rows) {
            statuses.append(row.statuses[i]);
            times.append(effectiveTime(row.effectiveMs[i]));
        }
        QJsonObject item;
        if (options.names)
            item.insert("name"_L1, feature.name);
        if (options.dataTypes)
            item.insert("dataType"_L1, feature.dataType);
        if (options.effectiveTimes)
            item.insert("effectiveTime"_L1, perRow(times, batch));
        if (options.servingStatus)
            item.insert("status"_L1, perRow(statuses, batch));
        if (options.descriptions)
            item.insert("description"_L1, feature.hints.value("description"_L1).toString());
        if (options.tags)
            item.insert("tags"_L1, feature.hints.value("tags"_L1).toObject());
        all.append(item);
    }
    return all;
}

QJsonArray inputFields(const QList<Field> &fields)
{
    QJsonArray items;
    for (const Field &one : fields)
        items.append(QJsonObject{
            {u"name"_s, one.name}, {u"dataType"_s, one.dataType}, {u"type"_s, one.typeName()}});
    return items;
}

/// The completed row when the query's open join keys take their @p index-th value.
FeatureRow completed(const FeatureRow &query, const FeatureService &service, int index)
{
    FeatureRow row = query;
    for (const Field &joinKey : service.joinKeys) {
        if (!query.joinKeys.contains(joinKey.name))
            row.joinKeys.insert(joinKey.name, sampleJoinKey(joinKey, query, index));
    }
    return row;
}

} // namespace

ServingResult
getFeatures(const ServingContext &context, const QByteArray &body, const ServingPath &path)
{
    const auto opened = open(context, body, path);
    if (!opened)
        return tl::unexpected(opened.error());
    const RequestOptions options = readRequestOptions(opened->params);
    const auto row = readRow(opened->params, *opened->service, options);
    if (!row)
        return tl::unexpected(row.error());
    const auto served = serveRow(*opened->service, *row, options, context.cache, context.nowMs);
    if (!served)
        return tl::unexpected(served.error());

    const MetadataOptions metadata = readMetadataOptions(opened->params);
    QJsonObject about{
        {u"features"_s, featureMetadata(*opened->service, {*served}, metadata, false)}};
    if (metadata.sloInfo)
        about.insert("sloInfo"_L1, SloClock(context.receivedAt).row(*served));
    return QJsonObject{
        {u"result"_s, QJsonObject{{u"features"_s, served->values}}}, {u"metadata"_s, about}};
}

ServingResult getFeaturesBatch(const ServingContext &context, const QByteArray &body)
{
    const auto opened = open(context, body, {});
    if (!opened)
        return tl::unexpected(opened.error());
    const QJsonArray requested = field(opened->params, "request_data"_L1).toArray();
    if (requested.isEmpty() || requested.size() > mostBatchRows)
        return tl::unexpected(
            invalidArgument(u"A batch holds 1 to %1 rows, this one holds %2"_s.arg(mostBatchRows)
                                .arg(requested.size())));
    const RequestOptions options = readRequestOptions(opened->params);
    QList<ServedRow> rows;
    QJsonArray results;
    QJsonArray sloInfos;
    const SloClock clock(context.receivedAt);
    for (const QJsonValue &item : requested) {
        const auto row = readRow(item.toObject(), *opened->service, options);
        if (!row)
            return tl::unexpected(row.error());
        const auto served = serveRow(*opened->service, *row, options, context.cache, context.nowMs);
        if (!served)
            return tl::unexpected(served.error());
        rows.append(*served);
        results.append(QJsonObject{{u"features"_s, served->values}});
        sloInfos.append(clock.row(*served));
    }
    const MetadataOptions metadata = readMetadataOptions(opened->params);
    QJsonObject about{{u"features"_s, featureMetadata(*opened->service, rows, metadata, true)}};
    if (metadata.sloInfo) {
        about.insert("sloInfo"_L1, sloInfos);
        about.insert("batchSloInfo"_L1, clock.batch(rows));
    }
    return QJsonObject{{u"result"_s, results}, {u"metadata"_s, about}};
}

ServingResult queryFeatures(const ServingContext &context, const QByteArray &body)
{
    constexpr int foundRows = 3;
    const auto opened = open(context, body, {});
    if (!opened)
        return tl::unexpected(opened.error());
    const auto query = readQueryRow(opened->params, *opened->service);
    if (!query)
        return tl::unexpected(query.error());
    const RequestOptions options = readRequestOptions(opened->params);
    QList<ServedRow> rows;
    QJsonArray results;
    for (int index = 0; index < foundRows; ++index) {
        const FeatureRow row = completed(*query, *opened->service, index);
        const auto served = serveRow(*opened->service, row, options, context.cache, context.nowMs);
        if (!served)
            return tl::unexpected(served.error());
        QJsonArray keys;
        for (const Field &joinKey : opened->service->joinKeys)
            keys.append(row.joinKeys.value(joinKey.name));
        rows.append(*served);
        results.append(QJsonObject{{u"joinKeys"_s, keys}, {u"features"_s, served->values}});
    }
    const MetadataOptions metadata = readMetadataOptions(opened->params);
    QJsonObject about{
        {u"joinKeys"_s, inputFields(opened->service->joinKeys)},
        {u"features"_s, featureMetadata(*opened->service, rows, metadata, true)}};
    if (metadata.sloInfo)
        about.insert("sloInfo"_L1, SloClock(context.receivedAt).batch(rows));
    return QJsonObject{{u"results"_s, results}, {u"metadata"_s, about}};
}

ServingResult featureServiceMetadata(const ServingContext &context, const QByteArray &body)
{
    const auto opened = open(context, body, {}, SeeDefinitions);
    if (!opened)
        return tl::unexpected(opened.error());
    const FeatureService &service = *opened->service;
    QJsonObject answer{
        {u"featureServiceType"_s, u"DEFAULT"_s},
        {u"featureValues"_s, inputFields(service.features)},
    };
    // Absent lists mean "none", as in proto JSON.
    if (!service.joinKeys.isEmpty())
        answer.insert("inputJoinKeys"_L1, inputFields(service.joinKeys));
    if (!service.requestContext.isEmpty())
        answer.insert("inputRequestContextKeys"_L1, inputFields(service.requestContext));
    return answer;
}

} // namespace keywright::sandbox::tecton
