#pragma once

#include "core/base/result.h"
#include "core/lookup/lookup_schema.h"

#include <QJsonObject>

namespace keywright {

enum class ApiVersion { V1, V2 };

/// What to return beside the values, and how the server may answer.
struct LookupOptions
{
    bool names = true;
    bool dataTypes = true;
    bool effectiveTimes = true;
    bool sloInfo = true;
    bool servingStatus = true;
    bool descriptions = false;
    bool tags = false;
    bool readFromCache = true;
    bool writeToCache = true;
    bool allowPartialResults = false;
    ApiVersion apiVersion = ApiVersion::V1;

    bool operator==(const LookupOptions &) const = default;
};

/// One read of a feature service. Values are JSON as the server wants it: int64 as a decimal
/// string, floats as numbers, null allowed for join keys.
struct LookupRequest
{
    LookupRequest() {}

    QString workspace;
    QString featureService;
    QJsonObject joinKeys;
    QJsonObject requestContext;
    LookupOptions options;

    bool operator==(const LookupRequest &) const = default;
};

/// Turns typed text into the JSON value that `type` wants. Refuses what is not of the type ("Not a
/// whole number"), as a field error on `field`. int64 stays exact.
Result<QJsonValue> jsonFromText(const QString &text, const DataType &type, const QString &field);

/// Refuses a request without workspace, service, or any key, before it is sent.
std::optional<Error> requestProblem(const LookupRequest &request);

} // namespace keywright
