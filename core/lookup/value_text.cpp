#include "core/lookup/lookup_result.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace keywright {

namespace {

QString numberText(const QJsonValue &value)
{
    if (value.toVariant().typeId() == QMetaType::LongLong)
        return QString::number(value.toInteger());
    return QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
}

QString compactJson(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QString quoted(const QString &text)
{
    const QByteArray list =
        QJsonDocument(QJsonArray{QJsonValue(text)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

/// A text inside of a compound value stands in quotation marks, so that its ends can be seen.
QString partText(const QJsonValue &value, const DataType &type)
{
    const bool isText = type.kind == DataKind::String || type.kind == DataKind::Unknown;
    return value.isString() && isText ? quoted(value.toString()) : valueText(value, type);
}

QString arrayText(const QList<ValueChild> &children)
{
    QStringList parts;
    for (const ValueChild &child : children)
        parts += partText(child.value, child.type);
    return QStringLiteral("[%1]").arg(parts.join(QStringLiteral(", ")));
}

QString namedText(const QList<ValueChild> &children)
{
    QStringList parts;
    for (const ValueChild &child : children)
        parts += QStringLiteral("%1: %2").arg(child.label, partText(child.value, child.type));
    return QStringLiteral("{%1}").arg(parts.join(QStringLiteral(", ")));
}

QList<ValueChild> arrayChildren(const QJsonArray &array, const DataType &element)
{
    QList<ValueChild> children;
    for (qsizetype i = 0; i < array.size(); ++i)
        children.append(ValueChild{QStringLiteral("[%1]").arg(i), element, array.at(i)});
    return children;
}

QList<ValueChild> mapChildren(const QJsonObject &object, const DataType &valueType)
{
    QList<ValueChild> children;
    for (auto it = object.begin(); it != object.end(); ++it)
        children.append(ValueChild{it.key(), valueType, it.value()});
    return children;
}

QList<ValueChild> structChildren(const QJsonValue &value, const DataType &type)
{
    const QJsonArray list = value.toArray();
    const QJsonObject object = value.toObject();
    QList<ValueChild> children;
    for (qsizetype i = 0; i < type.parameters.size(); ++i) {
        const QString name = type.fieldNames.value(i);
        QJsonValue part = value.isArray() ? list.at(i) : object.value(name);
        if (part.isUndefined())
            part = QJsonValue::Null;
        children.append(ValueChild{name, type.parameters.at(i), part});
    }
    return children;
}

struct ValueTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(FeatureStatus)
};

} // namespace

QString valueText(const QJsonValue &value, const DataType &type)
{
    switch (value.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return numberText(value);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        if (type.kind == DataKind::Array)
            return arrayText(valueChildren(value, type));
        break;
    case QJsonValue::Object:
        if (type.kind == DataKind::Map)
            return namedText(valueChildren(value, type));
        break;
    }
    return type.kind == DataKind::Struct ? namedText(valueChildren(value, type))
                                         : compactJson(value);
}

QList<ValueChild> valueChildren(const QJsonValue &value, const DataType &type)
{
    if (type.kind == DataKind::Struct && (value.isArray() || value.isObject()))
        return structChildren(value, type);
    // What does not have the shape of its type is still shown, only without types.
    if (value.isArray())
        return arrayChildren(
            value.toArray(), type.kind == DataKind::Array ? type.parameters.value(0) : DataType());
    if (value.isObject())
        return mapChildren(
            value.toObject(), type.kind == DataKind::Map ? type.parameters.value(1) : DataType());
    return {};
}

QString durationText(std::chrono::microseconds duration)
{
    const double ms = double(duration.count()) / 1000.0;
    const QLocale locale = QLocale::c();
    if (ms >= 1000.0)
        return ValueTextMessages::tr("%1 s").arg(locale.toString(ms / 1000.0, 'f', 2));
    return ValueTextMessages::tr("%1 ms").arg(locale.toString(ms, 'f', ms < 10.0 ? 1 : 0));
}

QString featureStatusText(FeatureStatus status)
{
    switch (status) {
    case FeatureStatus::Unknown:
        return ValueTextMessages::tr("unknown");
    case FeatureStatus::Present:
        return ValueTextMessages::tr("present");
    case FeatureStatus::MissingData:
        return ValueTextMessages::tr("missing");
    case FeatureStatus::CachedPresent:
        return ValueTextMessages::tr("cached");
    case FeatureStatus::CachedMissingData:
        return ValueTextMessages::tr("missing (cached)");
    case FeatureStatus::CachedUnknown:
        return ValueTextMessages::tr("unknown (cached)");
    }
    Q_UNREACHABLE();
}

} // namespace keywright
