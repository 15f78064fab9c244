#pragma once

#include "app/sandbox/tecton/api_error.h"
#include "app/sandbox/tecton/feature_values.h"
#include "app/sandbox/tecton/model.h"

namespace keywright::sandbox::tecton {

/// Where v2 says the service is: in the path. Both empty on v1, which says it in the body.
struct ServingPath
{
    QString workspace;
    QString featureService;
};

/// The service that a serving call is about.
struct ServingTarget
{
    QString workspace;
    QString featureServiceName; ///< this or the id is set
    QString featureServiceId;
};

/// What the answer's metadata tells; absent means false, as in proto JSON.
struct MetadataOptions
{
    bool names = false;
    bool dataTypes = false;
    bool effectiveTimes = false;
    bool sloInfo = false;
    bool servingStatus = false;
    bool descriptions = false;
    bool tags = false;
};

struct RequestOptions
{
    bool readFromCache = true;
    bool writeToCache = true;
    bool ignoreExtraRequestContext = false;
    bool allowPartialResults = false;
};

/// The "params" of a body. 400 when they are missing.
ApiResult<QJsonObject> readParams(const QByteArray &body);
ApiResult<ServingTarget> readTarget(const QJsonObject &params, const ServingPath &path);
MetadataOptions readMetadataOptions(const QJsonObject &params);
RequestOptions readRequestOptions(const QJsonObject &params);

/// One row of @p from, checked against the service: 400 for missing, unknown and mistyped keys.
ApiResult<FeatureRow>
readRow(const QJsonObject &from, const FeatureService &service, const RequestOptions &options);

/// As readRow(), for a query: at least one join key, and not all of them.
ApiResult<FeatureRow> readQueryRow(const QJsonObject &from, const FeatureService &service);

} // namespace keywright::sandbox::tecton
