#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace keywright::sandbox {

/// The seed that options name: "demo", "empty", or a file. Nothing and an error text when the file
/// cannot be read or is not a JSON object.
std::optional<QJsonObject> readSeedDocument(const QString &nameOrPath, QString *errorText);

} // namespace keywright::sandbox
