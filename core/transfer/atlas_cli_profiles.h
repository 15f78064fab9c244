#pragma once

#include "core/transfer/imported_connection.h"

#include <QProcessEnvironment>

#include <vector>

namespace keywright {

/// One profile of the Atlas command line. Its secret is in the file, or, with newer versions, in
/// the system's keychain under `keychainService` and `keychainUser`.
struct AtlasCliProfile
{
    QString name;
    ImportedConnection connection;
    QString keychainService; ///< "atlascli_<profile>"
    QString keychainUser;    ///< "client_secret" or "private_api_key"

    bool needsKeychain() const { return connection.secret.isEmpty(); }
};

/// The profiles of a config.toml that a service account or an API key signs in with. Those that a
/// person signs in with are left out: their tokens are not a credential. Errors name a line and
/// never quote it; a text above 64 KiB is refused.
Result<std::vector<AtlasCliProfile>> parseAtlasCliProfiles(QByteArrayView toml);

/// The profiles of a file; open permissions become a notice of each.
Result<std::vector<AtlasCliProfile>> importAtlasCliProfiles(const QString &path);

/// Where the Atlas command line keeps its file on this system.
QString atlasCliConfigFile(const QProcessEnvironment &environment);

} // namespace keywright
