#pragma once

#include "core/lookup/data_type.h"
#include "core/net/http_message.h"

#include <QDateTime>
#include <QJsonValue>
#include <QMap>

#include <optional>

namespace keywright {

enum class FeatureStatus {
    Unknown,
    Present,
    MissingData,
    CachedPresent,
    CachedMissingData,
    CachedUnknown
};

/// One feature of a lookup. `value` is JSON as received; see decodeValue for its typed form.
struct FeatureValue
{
    QString name;
    DataType type;
    QJsonValue value;
    FeatureStatus status = FeatureStatus::Unknown;
    QDateTime effectiveTime; ///< invalid when not told
    QString description;
    QMap<QString, QString> tags;

    bool operator==(const FeatureValue &) const = default;
};

/// The server's own account of its service level objective. Seconds; unset when not told.
struct SloInfo
{
    std::optional<bool> eligible;
    QStringList ineligibilityReasons;
    std::optional<double> sloServerTimeSeconds;
    std::optional<double> serverTimeSeconds;
    std::optional<double> storeMaxLatencySeconds;
    std::optional<qint64> storeResponseSizeBytes;

    bool operator==(const SloInfo &) const = default;
};

struct LookupResult
{
    QList<FeatureValue> features;
    std::optional<SloInfo> slo;
    HttpTiming timing;
    int httpStatus = 200;
    QByteArray raw; ///< the answer as received
};

/// A value for people at any depth: int64 exact, struct fields by name, timestamps as ISO 8601,
/// null as "null".
QString valueText(const QJsonValue &value, const DataType &type);

/// One level of children of an array, map or struct value, as (label, type, value).
struct ValueChild
{
    QString label;
    DataType type;
    QJsonValue value;
};
QList<ValueChild> valueChildren(const QJsonValue &value, const DataType &type);

/// "0.4 ms", "38 ms", "1.25 s"
QString durationText(std::chrono::microseconds duration);

/// "present", "missing", "cached", … for a table.
QString featureStatusText(FeatureStatus status);

} // namespace keywright
