#include "core/lookup/lookup_request.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace keywright {

namespace {

struct JsonFromTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupRequest)
};

/// What is wrong with a value: where in it (empty: the value itself) and why.
struct Mismatch
{
    QString place;
    QString message;
    QString hint;
};

template <class T> using Checked = tl::expected<T, Mismatch>;

tl::unexpected<Mismatch> mismatch(const char *message, const char *hint = nullptr)
{
    return tl::unexpected<Mismatch>(Mismatch{
        {}, JsonFromTextMessages::tr(message), hint ? JsonFromTextMessages::tr(hint) : QString()});
}

Checked<QJsonValue> checkedInteger(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A[+-]?[0-9]+\\z"));
    if (!shape.match(text).hasMatch())
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a whole number."));
    bool inRange = false;
    const qint64 value = text.toLongLong(&inRange);
    if (!inRange)
        return mismatch(
            QT_TRANSLATE_NOOP("LookupRequest", "Outside the range of 64-bit whole numbers."),
            QT_TRANSLATE_NOOP(
                "LookupRequest", "The range is −9223372036854775808 to 9223372036854775807."));
    return QJsonValue(QString::number(value));
}

Checked<QJsonValue> checkedDouble(double value, DataKind kind)
{
    const double largest = kind == DataKind::Float32
                               ? static_cast<double>(std::numeric_limits<float>::max())
                               : std::numeric_limits<double>::max();
    if (!std::isfinite(value) || std::abs(value) > largest)
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Too large for this type."));
    return QJsonValue(value);
}

Checked<QJsonValue> checkedFloat(const QString &text, DataKind kind)
{
    // toDouble() also reads the words for infinity and not-a-number, which JSON cannot carry.
    static const QRegularExpression shape(
        QStringLiteral("\\A[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?\\z"));
    if (!shape.match(text).hasMatch())
        return mismatch(
            QT_TRANSLATE_NOOP("LookupRequest", "Not a number."),
            QT_TRANSLATE_NOOP("LookupRequest", "Write it with a point, for example 12.5 or 1e-3."));
    return checkedDouble(text.toDouble(), kind);
}

Checked<QJsonValue> checkedBoolean(const QString &text)
{
    const QString word = text.toLower();
    for (const auto yes : {QLatin1String("true"), QLatin1String("yes"), QLatin1String("1")}) {
        if (word == yes)
            return QJsonValue(true);
    }
    for (const auto no : {QLatin1String("false"), QLatin1String("no"), QLatin1String("0")}) {
        if (word == no)
            return QJsonValue(false);
    }
    return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not true or false."));
}

Checked<QJsonValue> checkedTimestamp(QString text)
{
    if (text.size() > 10 && text.at(10) == QLatin1Char(' '))
        text[10] = QLatin1Char('T');
    if (text.size() == 10)
        text += QLatin1String("T00:00:00");
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return mismatch(
            QT_TRANSLATE_NOOP("LookupRequest", "Not a time."),
            QT_TRANSLATE_NOOP(
                "LookupRequest", "Write it as ISO 8601, for example 2026-03-31T12:00:00Z."));
    // The text itself is sent, as a QDateTime keeps only milliseconds. Without a zone it means UTC.
    if (time.timeSpec() == Qt::LocalTime)
        text += QLatin1Char('Z');
    return QJsonValue(text);
}

Checked<QJsonValue> checkedScalar(const QString &text, DataKind kind)
{
    switch (kind) {
    case DataKind::Boolean:
        return checkedBoolean(text);
    case DataKind::Int64:
        return checkedInteger(text);
    case DataKind::Float32:
    case DataKind::Float64:
        return checkedFloat(text, kind);
    case DataKind::Timestamp:
        return checkedTimestamp(text);
    default:
        return QJsonValue(text);
    }
}

Checked<QJsonValue> checkedJson(const QJsonValue &value, const DataType &type);

/// Checks one part of a compound value and, when it does not fit, remembers where it stands.
Checked<QJsonValue> checkedPart(const QJsonValue &value, const DataType &type, const QString &label)
{
    Checked<QJsonValue> result = checkedJson(value, type);
    if (!result)
        result.error().place.prepend(label);
    return result;
}

Checked<QJsonValue> checkedArray(const QJsonArray &array, const DataType &element)
{
    QJsonArray result;
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto item = checkedPart(array.at(i), element, QStringLiteral("[%1]").arg(i));
        if (!item)
            return item;
        result.append(*item);
    }
    return result;
}

Checked<QJsonValue> checkedMap(const QJsonObject &object, const DataType &type)
{
    QJsonObject result;
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString label = QStringLiteral("[%1]").arg(it.key());
        auto key = checkedScalar(it.key(), type.parameters.value(0).kind);
        if (!key) {
            key.error().place.prepend(label);
            return key;
        }
        auto value = checkedPart(it.value(), type.parameters.value(1), label);
        if (!value)
            return value;
        result.insert(key->isString() ? key->toString() : it.key(), *value);
    }
    return result;
}

/// A struct may be typed as an object by field names or, as on the wire, as a list in field order.
Checked<QJsonValue> checkedStruct(const QJsonValue &value, const DataType &type)
{
    const QJsonArray list = value.toArray();
    const QJsonObject object = value.toObject();
    if (value.isArray() && list.size() != type.parameters.size())
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not one value per field."));
    for (const QString &name : object.keys()) {
        if (!type.fieldNames.contains(name))
            return tl::unexpected<Mismatch>(
                Mismatch{{}, JsonFromTextMessages::tr("There is no field “%1”.").arg(name), {}});
    }
    QJsonArray result;
    for (qsizetype i = 0; i < type.parameters.size(); ++i) {
        const QString name = type.fieldNames.value(i);
        QJsonValue part = value.isArray() ? list.at(i) : object.value(name);
        if (part.isUndefined())
            part = QJsonValue::Null;
        auto field = checkedPart(part, type.parameters.at(i), QLatin1Char('.') + name);
        if (!field)
            return field;
        result.append(*field);
    }
    return result;
}

Checked<QJsonValue> checkedJsonScalar(const QJsonValue &value, DataKind kind)
{
    if (value.isString() && kind != DataKind::Boolean)
        return checkedScalar(value.toString(), kind);
    switch (kind) {
    case DataKind::Boolean:
        if (value.isBool())
            return value;
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not true or false."));
    case DataKind::Int64:
        // A QJsonValue from parsed text keeps whole numbers exact as long as they fit 64 bits.
        if (value.toVariant().typeId() == QMetaType::LongLong)
            return QJsonValue(QString::number(value.toInteger()));
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a whole number."));
    case DataKind::Float32:
    case DataKind::Float64:
        if (value.isDouble())
            return checkedDouble(value.toDouble(), kind);
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a number."));
    case DataKind::Timestamp:
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a time."));
    case DataKind::String:
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a text in quotation marks."));
    default:
        return value;
    }
}

Checked<QJsonValue> checkedJson(const QJsonValue &value, const DataType &type)
{
    if (value.isNull())
        return value;
    switch (type.kind) {
    case DataKind::Array:
        if (value.isArray())
            return checkedArray(value.toArray(), type.parameters.value(0));
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not a list in square brackets."));
    case DataKind::Map:
        if (value.isObject())
            return checkedMap(value.toObject(), type);
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not an object in braces."));
    case DataKind::Struct:
        if (value.isObject() || value.isArray())
            return checkedStruct(value, type);
        return mismatch(QT_TRANSLATE_NOOP("LookupRequest", "Not an object in braces."));
    default:
        return checkedJsonScalar(value, type.kind);
    }
}

bool isCompound(DataKind kind)
{
    return kind == DataKind::Array || kind == DataKind::Map || kind == DataKind::Struct;
}

Checked<QJsonValue> checkedCompound(const QString &text, const DataType &type)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return tl::unexpected<Mismatch>(Mismatch{
            {},
            JsonFromTextMessages::tr("Not valid JSON (at position %1).").arg(problem.offset),
            type.kind == DataKind::Array
                ? JsonFromTextMessages::tr("Write a list, for example [1, 2].")
                : JsonFromTextMessages::tr("Write an object, for example {\"name\": 1}.")});
    return document.isArray() ? checkedJson(document.array(), type)
                              : checkedJson(document.object(), type);
}

Checked<QJsonValue> checkedText(const QString &text, const DataType &type)
{
    if (type.kind == DataKind::String || type.kind == DataKind::Unknown)
        return QJsonValue(text);
    const QString trimmed = text.trimmed();
    if (trimmed == QLatin1String("null"))
        return QJsonValue(QJsonValue::Null);
    return isCompound(type.kind) ? checkedCompound(trimmed, type)
                                 : checkedScalar(trimmed, type.kind);
}

} // namespace

Result<QJsonValue> jsonFromText(const QString &text, const DataType &type, const QString &field)
{
    Checked<QJsonValue> value = checkedText(text, type);
    if (value)
        return *std::move(value);
    const Mismatch &problem = value.error();
    const QString message =
        problem.place.isEmpty()
            ? problem.message
            : JsonFromTextMessages::tr("%1: %2").arg(problem.place, problem.message);
    return failure(fieldError(field, message, problem.hint));
}

} // namespace keywright
