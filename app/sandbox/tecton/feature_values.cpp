#include "app/sandbox/tecton/feature_values.h"

#include "app/sandbox/tecton/proto_json.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <random>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

using Generator = std::mt19937_64;

Generator seededBy(const QByteArray &text)
{
    const QByteArray digest = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    quint64 seed = 0;
    memcpy(&seed, digest.constData(), sizeof seed);
    return Generator(seed);
}

bool hits(Generator &generator, int percent)
{
    return static_cast<int>(generator() % 100) < percent;
}

double numberBetween(Generator &generator, const QJsonObject &hints, double low, double high)
{
    const double from = hints.value("min"_L1).toDouble(low);
    const double to = hints.value("max"_L1).toDouble(high);
    const double unit = static_cast<double>(generator() >> 11U) / 9007199254740992.0;
    return from + unit * (to - from);
}

qsizetype lengthOf(Generator &generator, const QJsonObject &hints)
{
    const auto most = static_cast<quint64>(hints.value("mostElements"_L1).toInt(4));
    return static_cast<qsizetype>(1 + generator() % most);
}

QJsonValue
valueOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs);

QJsonValue
elementOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    if (hits(generator, hints.value("nullPercent"_L1).toInt(0)))
        return QJsonValue::Null;
    return valueOf(type, hints, generator, nowMs);
}

QJsonArray
arrayOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    QJsonArray array;
    const QJsonObject elementType = type.value("elementType"_L1).toObject();
    for (qsizetype left = lengthOf(generator, hints); left > 0; --left)
        array.append(elementOf(elementType, hints, generator, nowMs));
    return array;
}

QJsonObject
mapOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    QJsonObject map;
    const QJsonObject valueType = type.value("valueType"_L1).toObject();
    for (const QJsonValue &key : hints.value("keys"_L1).toArray())
        map.insert(key.toString(), elementOf(valueType, hints, generator, nowMs));
    return map;
}

/// On the wire a struct is the list of its values, in the order of its fields.
QJsonArray
structOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    QJsonArray values;
    const QJsonObject ofFields = hints.value("fields"_L1).toObject();
    for (const QJsonValue &item : type.value("fields"_L1).toArray()) {
        const QJsonObject field = item.toObject();
        const QJsonObject fieldHints = ofFields.value(field.value("name"_L1).toString()).toObject();
        values.append(
            elementOf(field.value("dataType"_L1).toObject(), fieldHints, generator, nowMs));
    }
    return values;
}

QJsonValue
scalarOf(const QString &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    const QJsonArray choices = hints.value("values"_L1).toArray();
    if (!choices.isEmpty())
        return choices.at(static_cast<qsizetype>(generator() % quint64(choices.size())));
    if (type == "boolean"_L1)
        return hits(generator, hints.value("truePercent"_L1).toInt(50));
    if (type == "int64"_L1)
        return QString::number(qRound64(numberBetween(generator, hints, 0, 1000)));
    if (type == "float32"_L1)
        return static_cast<double>(static_cast<float>(numberBetween(generator, hints, 0, 1)));
    if (type == "float64"_L1)
        return std::round(numberBetween(generator, hints, 0, 1) * 1e4) / 1e4;
    if (type == "timestamp"_L1)
        return toTimestamp(nowMs - qRound64(numberBetween(generator, hints, 0, 30 * 86400)) * 1000);
    return QString(u"value_%1"_s.arg(generator() % 1000));
}

QJsonValue
valueOf(const QJsonObject &type, const QJsonObject &hints, Generator &generator, qint64 nowMs)
{
    const QString name = type.value("type"_L1).toString();
    if (name == "array"_L1)
        return arrayOf(type, hints, generator, nowMs);
    if (name == "map"_L1)
        return mapOf(type, hints, generator, nowMs);
    if (name == "struct"_L1)
        return structOf(type, hints, generator, nowMs);
    return scalarOf(name, hints, generator, nowMs);
}

QByteArray seedText(const QString &name, const QJsonObject &joinKeys, qint64 effectiveMs)
{
    return name.toUtf8() + QJsonDocument(joinKeys).toJson(QJsonDocument::Compact) +
           QByteArray::number(effectiveMs);
}

} // namespace

FeatureValue featureValue(const Field &feature, const FeatureRow &row, qint64 nowMs)
{
    const QJsonObject comparison = feature.hints.value("greaterThan"_L1).toObject();
    if (!comparison.isEmpty()) {
        const double given =
            row.requestContext.value(comparison.value("field"_L1).toString()).toDouble();
        return {given > comparison.value("value"_L1).toDouble(), true, nowMs};
    }
    const qint64 refreshMs = qint64(feature.hints.value("refreshSeconds"_L1).toInt(86400)) * 1000;
    const qint64 effectiveMs = nowMs - nowMs % refreshMs;
    Generator generator = seededBy(seedText(feature.name, row.joinKeys, effectiveMs));
    if (hits(generator, feature.hints.value("missingPercent"_L1).toInt(0)))
        return {QJsonValue::Null, false, 0};
    return {valueOf(feature.dataType, feature.hints, generator, effectiveMs), true, effectiveMs};
}

QJsonValue sampleJoinKey(const Field &joinKey, const FeatureRow &row, int index)
{
    Generator generator = seededBy(seedText(joinKey.name, row.joinKeys, index));
    const QString number = QString::number(generator() % 1000000);
    if (joinKey.typeName() == "int64"_L1)
        return number;
    return QString(joinKey.name + u'_' + number);
}

} // namespace keywright::sandbox::tecton
