#pragma once

#include "app/sandbox/tecton/api_error.h"

#include <QJsonObject>
#include <QJsonValue>

namespace keywright::sandbox::tecton {

/// A request body that has to be a JSON object; an empty body counts as one.
ApiResult<QJsonObject> readObject(const QByteArray &body);

/// A field of a request by its snake_case name; its camelCase name is accepted too, as proto-JSON
/// parsers do. Undefined when absent or null.
QJsonValue field(const QJsonObject &object, QLatin1StringView snakeCaseName);
QString textField(const QJsonObject &object, QLatin1StringView snakeCaseName);
QStringList textListField(const QJsonObject &object, QLatin1StringView snakeCaseName);

/// What a server with the canonical proto3 JSON mapping would send for the same answer: camelCase
/// names, and fields with their default value (false, 0, "", [], {}) left out.
QJsonObject toCanonicalProtoJson(const QJsonObject &snakeCase);

QString toTimestamp(qint64 msSinceEpoch);

} // namespace keywright::sandbox::tecton
