#include "app/sandbox/tecton/served_row.h"

#include <QJsonDocument>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray cacheKey(const FeatureService &service, const FeatureRow &row)
{
    return service.id.toUtf8() + QJsonDocument(row.joinKeys).toJson(QJsonDocument::Compact);
}

bool isOversized(const FeatureService &service, const FeatureRow &row)
{
    for (const QJsonValue &key : row.joinKeys) {
        if (service.oversizedKeys.contains(key.toString()))
            return true;
    }
    return false;
}

QString statusOf(const FeatureValue &value, bool cached)
{
    if (value.present)
        return cached ? u"CACHED_PRESENT"_s : u"PRESENT"_s;
    return cached ? u"CACHED_MISSING_DATA"_s : u"MISSING_DATA"_s;
}

/// Times that look like a server's: a cached row is quicker, a large one slower.
QJsonObject sloInfoOf(const ServedRow &row, bool cached, bool oversized)
{
    const qsizetype bytes =
        oversized ? 2'400'000 : QJsonDocument(row.values).toJson(QJsonDocument::Compact).size();
    const double store = cached ? 0.0004 : 0.0031 + static_cast<double>(bytes) * 1e-7;
    QJsonObject info{
        {u"sloEligible"_s, !oversized},           {u"sloServerTimeSeconds"_s, store + 0.0012},
        {u"serverTimeSeconds"_s, store + 0.0021}, {u"storeMaxLatency"_s, store},
        {u"storeResponseSizeBytes"_s, bytes},     {u"dynamodbResponseSizeBytes"_s, bytes},
    };
    if (oversized)
        info.insert(
            "sloIneligibilityReasons"_L1, QJsonArray{u"DYNAMODB_RESPONSE_SIZE_LIMIT_EXCEEDED"_s});
    return info;
}

} // namespace

ApiResult<ServedRow> serveRow(
    const FeatureService &service, const FeatureRow &row, const RequestOptions &options,
    FeatureCache &cache, qint64 nowMs)
{
    const bool oversized = isOversized(service, row);
    if (oversized && !options.allowPartialResults)
        return tl::unexpected(resourceExhausted(
            u"The online store's response exceeds its size limit; allowPartialResults returns "
            "what fits"_s));
    const QByteArray key = cacheKey(service, row);
    const bool cacheHit = options.readFromCache && cache.contains(key);
    ServedRow served;
    for (const Field &feature : service.features) {
        const bool cached = cacheHit && feature.hints.value("cacheable"_L1).toBool();
        const bool fits = !oversized || served.values.size() < service.features.size() / 2;
        const FeatureValue value =
            fits ? featureValue(feature, row, nowMs) : FeatureValue{QJsonValue::Null, false, 0};
        served.values.append(value.value);
        served.statuses.append(statusOf(value, cached));
        served.effectiveMs.append(value.effectiveMs);
    }
    if (options.writeToCache && !oversized)
        cache.insert(key);
    served.sloInfo = sloInfoOf(served, cacheHit, oversized);
    return served;
}

} // namespace keywright::sandbox::tecton
