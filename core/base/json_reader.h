#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>

namespace keywright {

/// Parses `json` as an object. Anything else (HTML, truncated text, an array, more than `maxDepth`
/// levels) is a Protocol error that never quotes the text.
Result<QJsonObject> parseJsonObject(const QByteArray &json);

/// Reads typed values out of one JSON object. A key is given in camelCase and also found in
/// snake_case, as proto-JSON servers write either. The first value that is missing or has the wrong
/// type is remembered in error(); later reads return empty values, so a whole record is read first
/// and checked once.
class JsonReader
{
public:
    explicit JsonReader(QJsonObject object, QString path = {});

    bool has(const QString &key) const; ///< present and not null

    QString string(const QString &key);
    QString optionalString(const QString &key);
    bool boolean(const QString &key);
    bool optionalBoolean(const QString &key, bool fallback);
    double number(const QString &key);
    /// Whole numbers, also written as decimal strings (proto-JSON int64).
    qint64 integer(const QString &key);
    QDateTime optionalTime(const QString &key); ///< ISO 8601; invalid QDateTime when absent
    QStringList optionalStrings(const QString &key);
    QJsonObject object(const QString &key);
    QJsonArray optionalArray(const QString &key);
    /// Moves the string into a Secret; absent or empty gives an empty Secret.
    Secret optionalSecret(const QString &key);

    /// Calls `read` for each object in the array `key` (absent means none).
    void forEach(const QString &key, const std::function<void(JsonReader &)> &read);

    const QJsonObject &raw() const { return m_object; }

    /// Remembers `message` as this reader's failure, unless there is one already.
    void fail(const QString &key, const QString &expected);
    void adopt(const JsonReader &child);
    bool ok() const { return m_failure.isEmpty(); }
    Error error() const;

private:
    QJsonValue value(const QString &key) const;
    QJsonValue required(const QString &key, QJsonValue::Type type, const QString &expected);

    QJsonObject m_object;
    QString m_path;
    QString m_failure;
};

} // namespace keywright
