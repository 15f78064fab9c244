#pragma once

#include "app/sandbox/tecton/model.h"

#include <QJsonObject>
#include <QJsonValue>

namespace keywright::sandbox::tecton {

/// What a feature service is asked for: one row.
struct FeatureRow
{
    QJsonObject joinKeys;
    QJsonObject requestContext;
};

struct FeatureValue
{
    QJsonValue value; ///< null when missing
    bool present = true;
    qint64 effectiveMs = 0;
};

/// The value of a feature for a row. It depends on nothing but its arguments, so the same keys give
/// the same value until the feature's refresh interval ends.
///
/// Hints: `min`, `max` (numbers), `values` (the elements to choose from), `mostElements` (arrays
/// and maps), `nullPercent` (elements), `missingPercent` (rows), `refreshSeconds` (how often the
/// feature is recomputed), `greaterThan: {"field", "value"}` (a boolean about the request context).
FeatureValue featureValue(const Field &feature, const FeatureRow &row, qint64 nowMs);

/// A plausible value of a join key, for query-features.
QJsonValue sampleJoinKey(const Field &joinKey, const FeatureRow &row, int index);

} // namespace keywright::sandbox::tecton
