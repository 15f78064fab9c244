#include "app/sandbox/tecton/proto_json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

QString toCamelCase(const QString &snakeCase)
{
    QString camel;
    bool upper = false;
    for (const QChar character : snakeCase) {
        if (character == u'_') {
            upper = true;
            continue;
        }
        camel += upper ? character.toUpper() : character;
        upper = false;
    }
    return camel;
}

bool isDefault(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return !value.toBool();
    case QJsonValue::Double:
        return value.toDouble() == 0.0;
    case QJsonValue::String:
        return value.toString().isEmpty();
    case QJsonValue::Array:
        return value.toArray().isEmpty();
    default:
        return value.isNull();
    }
}

QJsonValue toCanonical(const QJsonValue &value)
{
    if (value.isObject())
        return toCanonicalProtoJson(value.toObject());
    if (!value.isArray())
        return value;
    QJsonArray converted;
    for (const QJsonValue &item : value.toArray())
        converted.append(toCanonical(item));
    return converted;
}

} // namespace

ApiResult<QJsonObject> readObject(const QByteArray &body)
{
    if (body.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return tl::unexpected(
            invalidArgument(u"The body is not JSON: %1"_s.arg(error.errorString())));
    if (!document.isObject())
        return tl::unexpected(invalidArgument(u"The body is not a JSON object"_s));
    return document.object();
}

QJsonValue field(const QJsonObject &object, QLatin1StringView snakeCaseName)
{
    QJsonValue value = object.value(snakeCaseName);
    if (value.isUndefined())
        value = object.value(toCamelCase(snakeCaseName));
    return value.isNull() ? QJsonValue(QJsonValue::Undefined) : value;
}

QString textField(const QJsonObject &object, QLatin1StringView snakeCaseName)
{
    return field(object, snakeCaseName).toString();
}

QStringList textListField(const QJsonObject &object, QLatin1StringView snakeCaseName)
{
    QStringList texts;
    for (const QJsonValue &item : field(object, snakeCaseName).toArray())
        texts.append(item.toString());
    return texts;
}

QJsonObject toCanonicalProtoJson(const QJsonObject &snakeCase)
{
    QJsonObject converted;
    for (auto it = snakeCase.begin(); it != snakeCase.end(); ++it) {
        if (!isDefault(it.value()))
            converted.insert(toCamelCase(it.key()), toCanonical(it.value()));
    }
    return converted;
}

QString toTimestamp(qint64 msSinceEpoch)
{
    return QDateTime::fromMSecsSinceEpoch(msSinceEpoch, Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace keywright::sandbox::tecton
