#pragma once

#include "core/lookup/lookup_result.h"

#include <QFlags>

#include <optional>

namespace keywright {

/// How one feature differs between two lookups.
enum class FeatureDifference {
    None = 0,
    OnlyLeft = 1,
    OnlyRight = 2,
    Value = 4,
    Type = 8,
    Status = 16,
    EffectiveTime = 32, ///< told, and not by itself a difference of what is served
};
Q_DECLARE_FLAGS(FeatureDifferences, FeatureDifference)
Q_DECLARE_OPERATORS_FOR_FLAGS(FeatureDifferences)

/// One feature side by side. A side that does not have it is unset.
struct ComparedFeature
{
    QString name;
    std::optional<FeatureValue> left;
    std::optional<FeatureValue> right;
    FeatureDifferences differences = FeatureDifference::None;

    /// Another value, type or status, or on one side only.
    bool isDifferent() const;
};

/// Two lookups side by side, the left one's features first and in its order.
struct LookupComparison
{
    QList<ComparedFeature> features;
    int different = 0; ///< features for which isDifferent() holds
    std::chrono::microseconds leftTime{0};
    std::chrono::microseconds rightTime{0};
};

/// Features of the same name are compared; of several of one name each with its counterpart.
LookupComparison compareLookups(const LookupResult &left, const LookupResult &right);

/// "3 of 14 features differ · This lookup 38 ms, dev 45 ms"; a dash for a time that is not known.
QString comparisonSummary(
    const LookupComparison &comparison, const QString &leftTitle, const QString &rightTitle);

/// "value, status", "only left"; empty without any.
QString differencesText(FeatureDifferences differences);

} // namespace keywright
