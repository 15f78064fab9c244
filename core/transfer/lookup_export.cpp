#include "core/transfer/lookup_export.h"

#include "core/transfer/csv_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keywright {

namespace {

bool isNumber(DataKind kind)
{
    return kind == DataKind::Int64 || kind == DataKind::Float32 || kind == DataKind::Float64;
}

QString timeText(const FeatureValue &feature)
{
    return feature.effectiveTime.isValid()
               ? feature.effectiveTime.toUTC().toString(Qt::ISODateWithMs)
               : QString();
}

QJsonObject featureObject(const FeatureValue &feature)
{
    QJsonObject object{
        {QStringLiteral("name"), feature.name},
        {QStringLiteral("type"), dataTypeText(feature.type)},
        {QStringLiteral("value"), feature.value},
        {QStringLiteral("status"), featureStatusText(feature.status)}};
    if (feature.effectiveTime.isValid())
        object.insert(QStringLiteral("effectiveTime"), timeText(feature));
    if (!feature.description.isEmpty())
        object.insert(QStringLiteral("description"), feature.description);
    if (!feature.tags.isEmpty()) {
        QJsonObject tags;
        for (auto tag = feature.tags.cbegin(); tag != feature.tags.cend(); ++tag)
            tags.insert(tag.key(), tag.value());
        object.insert(QStringLiteral("tags"), tags);
    }
    return object;
}

} // namespace

QByteArray csvValueCell(const FeatureValue &feature)
{
    const QString text = valueText(feature.value, feature.type);
    bool parses = false;
    text.toDouble(&parses);
    return isNumber(feature.type.kind) && parses ? text.toUtf8() : csvCell(text);
}

QByteArray featuresCsv(const QList<FeatureValue> &features)
{
    QByteArray csv("feature,type,value,status,effective_time\r\n");
    for (const FeatureValue &feature : features) {
        const QByteArrayList cells{
            csvCell(feature.name), csvCell(dataTypeText(feature.type)), csvValueCell(feature),
            csvCell(featureStatusText(feature.status)), csvCell(timeText(feature))};
        csv += cells.join(',') + "\r\n";
    }
    return csv;
}

QByteArray featuresJson(const QList<FeatureValue> &features)
{
    QJsonArray array;
    for (const FeatureValue &feature : features)
        array.append(featureObject(feature));
    return QJsonDocument(QJsonObject{{QStringLiteral("features"), array}}).toJson();
}

} // namespace keywright
