#include "core/base/json_reader.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cmath>
#include <utility>

namespace keywright {

namespace {

struct JsonReaderMessages
{
    Q_DECLARE_TR_FUNCTIONS(JsonReader)
};

QString snakeCase(const QString &camelCase)
{
    QString result;
    for (const QChar c : camelCase) {
        if (c.isUpper())
            result += QLatin1Char('_');
        result += c.toLower();
    }
    return result;
}

Error unexpectedAnswer(const QString &detail)
{
    return makeError(
        ErrorKind::Protocol,
        JsonReaderMessages::tr("The server's answer could not be read: %1.").arg(detail),
        JsonReaderMessages::tr(
            "Check that the address belongs to the service itself and not to a proxy or a "
            "sign-in page."));
}

} // namespace

Result<QJsonObject> parseJsonObject(const QByteArray &json)
{
    if (json.trimmed().isEmpty())
        return failure(unexpectedAnswer(JsonReaderMessages::tr("it is empty")));
    if (json.trimmed().startsWith('<'))
        return failure(unexpectedAnswer(JsonReaderMessages::tr("it is a web page, not JSON")));
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        return failure(unexpectedAnswer(
            JsonReaderMessages::tr("it is not valid JSON (at byte %1)").arg(parseError.offset)));
    if (!document.isObject())
        return failure(unexpectedAnswer(JsonReaderMessages::tr("it is not a JSON object")));
    return document.object();
}

JsonReader::JsonReader(QJsonObject object, QString path)
    : m_object(std::move(object))
    , m_path(std::move(path))
{
}

QJsonValue JsonReader::value(const QString &key) const
{
    const auto found = m_object.constFind(key);
    if (found != m_object.constEnd())
        return *found;
    return m_object.value(snakeCase(key));
}

bool JsonReader::has(const QString &key) const
{
    const QJsonValue v = value(key);
    return !v.isUndefined() && !v.isNull();
}

QJsonValue JsonReader::required(const QString &key, QJsonValue::Type type, const QString &expected)
{
    const QJsonValue v = value(key);
    if (v.type() != type)
        fail(key, expected);
    return v;
}

QString JsonReader::string(const QString &key)
{
    return required(key, QJsonValue::String, JsonReaderMessages::tr("a text")).toString();
}

QString JsonReader::optionalString(const QString &key)
{
    return has(key) ? string(key) : QString();
}

bool JsonReader::boolean(const QString &key)
{
    return required(key, QJsonValue::Bool, JsonReaderMessages::tr("true or false")).toBool();
}

bool JsonReader::optionalBoolean(const QString &key, bool fallback)
{
    return has(key) ? boolean(key) : fallback;
}

double JsonReader::number(const QString &key)
{
    return required(key, QJsonValue::Double, JsonReaderMessages::tr("a number")).toDouble();
}

qint64 JsonReader::integer(const QString &key)
{
    const QJsonValue v = value(key);
    if (v.isString()) {
        bool ok = false;
        const qint64 result = v.toString().toLongLong(&ok);
        if (!ok)
            fail(key, JsonReaderMessages::tr("a whole number"));
        return result;
    }
    if (!v.isDouble() || std::trunc(v.toDouble()) != v.toDouble())
        fail(key, JsonReaderMessages::tr("a whole number"));
    return v.toInteger();
}

QDateTime JsonReader::optionalTime(const QString &key)
{
    const QString text = optionalString(key);
    if (text.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        fail(key, JsonReaderMessages::tr("a time"));
    return time.toUTC();
}

QStringList JsonReader::optionalStrings(const QString &key)
{
    QStringList result;
    const QJsonArray array = optionalArray(key);
    for (const QJsonValue &item : array) {
        if (!item.isString())
            fail(key, JsonReaderMessages::tr("a list of texts"));
        result += item.toString();
    }
    return result;
}

QJsonObject JsonReader::object(const QString &key)
{
    return required(key, QJsonValue::Object, JsonReaderMessages::tr("an object")).toObject();
}

QJsonArray JsonReader::optionalArray(const QString &key)
{
    return has(key) ? required(key, QJsonValue::Array, JsonReaderMessages::tr("a list")).toArray()
                    : QJsonArray();
}

Secret JsonReader::optionalSecret(const QString &key)
{
    return has(key) ? Secret::fromText(string(key)) : Secret();
}

void JsonReader::forEach(const QString &key, const std::function<void(JsonReader &)> &read)
{
    const QJsonArray array = optionalArray(key);
    for (qsizetype i = 0; i < array.size() && ok(); ++i) {
        if (!array.at(i).isObject()) {
            fail(key, JsonReaderMessages::tr("a list of objects"));
            return;
        }
        JsonReader child(
            array.at(i).toObject(), QStringLiteral("%1%2[%3].").arg(m_path, key).arg(i));
        read(child);
        adopt(child);
    }
}

void JsonReader::fail(const QString &key, const QString &expected)
{
    if (m_failure.isEmpty())
        m_failure = JsonReaderMessages::tr("%1 should be %2").arg(m_path + key, expected);
}

void JsonReader::adopt(const JsonReader &child)
{
    if (m_failure.isEmpty())
        m_failure = child.m_failure;
}

Error JsonReader::error() const
{
    return unexpectedAnswer(m_failure);
}

} // namespace keywright
