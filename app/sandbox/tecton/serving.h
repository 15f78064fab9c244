#pragma once

#include "app/sandbox/tecton/authentication.h"
#include "app/sandbox/tecton/feature_cache.h"
#include "app/sandbox/tecton/serving_request.h"
#include "app/sandbox/tecton/state.h"

#include <chrono>

namespace keywright::sandbox::tecton {

/// What a serving call works on. Serving changes nothing but the cache.
struct ServingContext
{
    const State &state;
    const Catalog &catalog;
    FeatureCache &cache;
    Caller caller;
    qint64 nowMs = 0;
    std::chrono::steady_clock::time_point receivedAt{}; ///< when the request arrived
};

inline constexpr qsizetype mostBatchRows = 5;

using ServingResult = ApiResult<QJsonObject>;

ServingResult
getFeatures(const ServingContext &context, const QByteArray &body, const ServingPath &path);
ServingResult getFeaturesBatch(const ServingContext &context, const QByteArray &body);
ServingResult queryFeatures(const ServingContext &context, const QByteArray &body);
ServingResult featureServiceMetadata(const ServingContext &context, const QByteArray &body);

} // namespace keywright::sandbox::tecton
