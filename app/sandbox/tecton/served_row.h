#pragma once

#include "app/sandbox/tecton/feature_cache.h"
#include "app/sandbox/tecton/serving_request.h"

#include <QJsonArray>

#include <chrono>

namespace keywright::sandbox::tecton {

/// The features of one row, positionally as in FeatureService::features.
struct ServedRow
{
    QJsonArray values;
    QStringList statuses;
    QList<qint64> effectiveMs; ///< 0 when there is none
    bool oversized = false;    ///< exceeds the online store's limit; a part of it is served
    qsizetype storeBytes = 0;
    std::chrono::duration<double> storeTime{0}; ///< seconds, measured
};

/// Computes a row. 429 when it exceeds the online store's limit and partial results are not
/// allowed.
ApiResult<ServedRow> serveRow(
    const FeatureService &service, const FeatureRow &row, const RequestOptions &options,
    FeatureCache &cache, qint64 nowMs);

} // namespace keywright::sandbox::tecton
