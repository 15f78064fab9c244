#include "core/lookup/lookup_comparison.h"

#include <QCoreApplication>
#include <QHash>

namespace keywright {

namespace {

struct LookupComparisonMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupComparison)
};

/// Whether the feature came from the cache says nothing about what it is.
FeatureStatus withoutCache(FeatureStatus status)
{
    switch (status) {
    case FeatureStatus::CachedPresent:
        return FeatureStatus::Present;
    case FeatureStatus::CachedMissingData:
        return FeatureStatus::MissingData;
    case FeatureStatus::CachedUnknown:
        return FeatureStatus::Unknown;
    default:
        return status;
    }
}

FeatureDifferences differencesOf(const FeatureValue &left, const FeatureValue &right)
{
    FeatureDifferences differences;
    differences.setFlag(
        FeatureDifference::Value,
        left.value != right.value &&
            valueText(left.value, left.type) != valueText(right.value, right.type));
    differences.setFlag(FeatureDifference::Type, left.type != right.type);
    differences.setFlag(
        FeatureDifference::Status, withoutCache(left.status) != withoutCache(right.status));
    differences.setFlag(
        FeatureDifference::EffectiveTime, left.effectiveTime != right.effectiveTime);
    return differences;
}

/// The places of each name, those that come first taken first.
QHash<QString, QList<qsizetype>> placesByName(const QList<FeatureValue> &features)
{
    QHash<QString, QList<qsizetype>> places;
    for (qsizetype i = 0; i < features.size(); ++i)
        places[features.at(i).name].append(i);
    return places;
}

} // namespace

bool ComparedFeature::isDifferent() const
{
    FeatureDifferences serious = differences;
    serious.setFlag(FeatureDifference::EffectiveTime, false);
    return serious != FeatureDifference::None;
}

LookupComparison compareLookups(const LookupResult &left, const LookupResult &right)
{
    LookupComparison comparison;
    comparison.leftTime = left.timing.total();
    comparison.rightTime = right.timing.total();
    QHash<QString, QList<qsizetype>> places = placesByName(right.features);
    QList<bool> isCompared(right.features.size(), false);
    for (const FeatureValue &feature : left.features) {
        ComparedFeature compared{feature.name, feature, {}, FeatureDifference::OnlyLeft};
        QList<qsizetype> &counterparts = places[feature.name];
        if (!counterparts.isEmpty()) {
            const qsizetype place = counterparts.takeFirst();
            isCompared[place] = true;
            compared.right = right.features.at(place);
            compared.differences = differencesOf(feature, *compared.right);
        }
        comparison.features.append(std::move(compared));
    }
    for (qsizetype i = 0; i < right.features.size(); ++i) {
        const FeatureValue &feature = right.features.at(i);
        if (!isCompared.at(i))
            comparison.features.append({feature.name, {}, feature, FeatureDifference::OnlyRight});
    }
    for (const ComparedFeature &feature : std::as_const(comparison.features))
        comparison.different += feature.isDifferent() ? 1 : 0;
    return comparison;
}

QString comparisonSummary(
    const LookupComparison &comparison, const QString &leftTitle, const QString &rightTitle)
{
    const auto time = [](std::chrono::microseconds taken) {
        return taken.count() > 0 ? durationText(taken) : QStringLiteral("—");
    };
    const QString differing = LookupComparisonMessages::tr("%1 of %2 features differ")
                                  .arg(comparison.different)
                                  .arg(comparison.features.size());
    const QString times =
        LookupComparisonMessages::tr("%1 %2, %3 %4")
            .arg(leftTitle, time(comparison.leftTime), rightTitle, time(comparison.rightTime));
    return QStringLiteral("%1 · %2").arg(differing, times);
}

QString differencesText(FeatureDifferences differences)
{
    const QList<std::pair<FeatureDifference, QString>> words{
        {FeatureDifference::OnlyLeft, LookupComparisonMessages::tr("only left")},
        {FeatureDifference::OnlyRight, LookupComparisonMessages::tr("only right")},
        {FeatureDifference::Value, LookupComparisonMessages::tr("value")},
        {FeatureDifference::Type, LookupComparisonMessages::tr("type")},
        {FeatureDifference::Status, LookupComparisonMessages::tr("status")},
        {FeatureDifference::EffectiveTime, LookupComparisonMessages::tr("effective time")}};
    QStringList parts;
    for (const auto &[difference, word] : words) {
        if (differences.testFlag(difference))
            parts += word;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace keywright
