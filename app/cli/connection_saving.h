#pragma once

#include "app/cli/cli_context.h"

#include <QJsonObject>

namespace keywright::cli {

/// The keys of a connection's JSON are stable; there is no secret among them.
QJsonObject connectionJson(const Connection &connection);

/// Sets what is not empty. Refuses what the provider does not have or cannot be an id of it.
Result<void>
setOrganization(Connection &connection, const QString &organization, const QString &project);

/// Reads the stored connections and refuses a new one when there is no keychain for its secret, or
/// when its name is taken. To be asked before a person has to enter a secret.
Result<void> checkNewConnection(CliContext &cli, const QString &name);

/// Puts the secret into the keychain and the connection on disk; neither is left without the other.
Async<void>
saveConnection(Context cli, Connection connection, std::shared_ptr<const Secret> secret);

} // namespace keywright::cli
