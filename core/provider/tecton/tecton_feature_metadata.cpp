#include "core/provider/tecton/tecton_feature_metadata.h"

#include "core/provider/tecton/tecton_data_type.h"

#include <QCoreApplication>

namespace keywright::tecton {

namespace {

FeatureStatus statusFromWord(const QString &word)
{
    static const QMap<QString, FeatureStatus> statuses{
        {QStringLiteral("PRESENT"), FeatureStatus::Present},
        {QStringLiteral("MISSING_DATA"), FeatureStatus::MissingData},
        {QStringLiteral("CACHED_PRESENT"), FeatureStatus::CachedPresent},
        {QStringLiteral("CACHED_MISSING_DATA"), FeatureStatus::CachedMissingData},
        {QStringLiteral("CACHED_UNKNOWN"), FeatureStatus::CachedUnknown},
    };
    return statuses.value(word, FeatureStatus::Unknown);
}

/// A value that is told once, or once per row.
QString textOfRow(const QJsonValue &value, qsizetype row)
{
    return value.isArray() ? value.toArray().at(row).toString() : value.toString();
}

QMap<QString, QString> readTags(JsonReader &reader)
{
    QMap<QString, QString> tags;
    if (!reader.has(QStringLiteral("tags")))
        return tags;
    const QJsonObject object = reader.object(QStringLiteral("tags"));
    for (auto it = object.begin(); it != object.end(); ++it)
        tags.insert(it.key(), it.value().toVariant().toString());
    return tags;
}

QJsonValue eitherSpelling(const QJsonObject &object, const char *camelCase, const char *snakeCase)
{
    const QJsonValue value = object.value(QLatin1String(camelCase));
    return value.isUndefined() ? object.value(QLatin1String(snakeCase)) : value;
}

} // namespace

FeatureMetadata::FeatureMetadata(JsonReader &metadata, const QString &key)
{
    metadata.forEach(key, [this](JsonReader &item) { m_columns.append(readColumn(item)); });
}

FeatureMetadata::Column FeatureMetadata::readColumn(JsonReader &reader)
{
    Column column;
    column.common.name = reader.optionalString(QStringLiteral("name"));
    if (reader.has(QStringLiteral("dataType")))
        column.common.type = readDataType(reader.object(QStringLiteral("dataType")));
    column.common.description = reader.optionalString(QStringLiteral("description"));
    column.common.tags = readTags(reader);
    column.status = reader.raw().value(QLatin1String("status"));
    column.effectiveTime = eitherSpelling(reader.raw(), "effectiveTime", "effective_time");
    return column;
}

QList<FeatureValue>
FeatureMetadata::combine(JsonReader &row, const QString &key, qsizetype rowIndex) const
{
    const QJsonArray values = row.optionalArray(key);
    if (!m_columns.isEmpty() && m_columns.size() != values.size()) {
        row.fail(
            key, QCoreApplication::translate("TectonServing", "one value for each of %1 features")
                     .arg(m_columns.size()));
        return {};
    }
    QList<FeatureValue> features;
    features.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const Column column = m_columns.value(i);
        FeatureValue feature = column.common;
        // Without names in the answer, values are told apart by their position.
        if (feature.name.isEmpty())
            feature.name = QStringLiteral("#%1").arg(i + 1);
        feature.value = values.at(i);
        feature.status = statusFromWord(textOfRow(column.status, rowIndex));
        feature.effectiveTime =
            QDateTime::fromString(textOfRow(column.effectiveTime, rowIndex), Qt::ISODateWithMs);
        features.append(feature);
    }
    return features;
}

} // namespace keywright::tecton
