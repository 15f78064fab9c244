#pragma once

#include "core/transfer/imported_connection.h"
#include "core/transfer/variable_set.h"

#include <functional>
#include <optional>

namespace keywright {

/// A file of {"client_id", "client_secret", "token_url"?}, as AtlasUI reads and credentialsJson()
/// writes it. Other keys are left out. Errors never quote the file.
Result<ImportedConnection> connectionFromCredentials(const QByteArray &json);

/// Where the API is, and the name of the variable that says so.
struct GivenAddress
{
    QString variable;
    QUrl url;
};

/// The same for a file; open permissions become a notice. The address counts where the file's
/// token_url does not say where the API is. InvalidInput when the two name different servers: the
/// secret would go to one of them only.
Result<ImportedConnection> importCredentialsFile(
    const QString &path, const std::optional<GivenAddress> &address = std::nullopt);

/// What the variables describe, first hit wins: KEYWRIGHT_…, TECTON_…, MONGODB_ATLAS_…, and
/// AtlasUI's ATLAS_… (a credentials file that they name is read). InvalidInput when they describe
/// nothing, or half of something: then the error names the variables that are missing.
Result<ImportedConnection> connectionFromVariables(const VariableSet &variables);

/// The variables of a .env file; open permissions become a notice.
Result<ImportedConnection> importDotEnvFile(const QString &path);

} // namespace keywright
