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

qsizetype storeBytesOf(const ServedRow &row)
{
    constexpr qsizetype beyondTheLimit = 2'400'000;
    return row.oversized ? beyondTheLimit
                         : QJsonDocument(row.values).toJson(QJsonDocument::Compact).size();
}

} // namespace

ApiResult<ServedRow> serveRow(
    const FeatureService &service, const FeatureRow &row, const RequestOptions &options,
    FeatureCache &cache, qint64 nowMs)
{
    const auto begin = std::chrono::steady_clock::now();
    const bool oversized = isOversized(service, row);
    if (oversized && !options.allowPartialResults)
        return tl::unexpected(resourceExhausted(
            u"The online store's response exceeds its size limit; allowPartialResults returns "
            "what fits"_s));
    const QByteArray key = cacheKey(service, row);
    const bool cacheHit = options.readFromCache && cache.contains(key);
    ServedRow served;
    served.oversized = oversized;
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
    served.storeBytes = storeBytesOf(served);
    served.storeTime = std::chrono::steady_clock::now() - begin;
    return served;
}

} // namespace keywright::sandbox::tecton
