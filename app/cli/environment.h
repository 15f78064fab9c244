#pragma once

#include "core/connection/connection.h"
#include "core/transfer/imported_connection.h"

namespace keywright::cli {

/// What the variables of this process describe, or, when `envFile` is not empty, those of that .env
/// file. An InvalidInput error names what is missing.
Result<ImportedConnection> describedConnection(const QString &envFile);

/// The connection without its secret; `id` and `name` are still to be given.
Connection connectionOf(const ImportedConnection &described);

/// The id of a connection that is described but not stored: the same for the same system, so that
/// what was begun there is found again, and only there.
QString idOfDescribed(const Connection &connection);
/// How these ids begin; those of stored connections do not.
inline constexpr QLatin1StringView describedIdStart("environment-");
/// What such a connection is called.
QString describedName();

} // namespace keywright::cli
