#pragma once

#include "core/base/async.h"
#include "core/transfer/imported_connection.h"

#include <QProcessEnvironment>

#include <functional>
#include <memory>
#include <vector>

namespace keywright {

/// One profile of the Atlas command line. Its ID and secret are in the file, or, with newer
/// versions, in the system's keychain under `keychainService`.
struct AtlasCliProfile
{
    QString name;
    ImportedConnection connection;
    QString keychainService;    ///< "atlascli_<profile>"
    QString keychainIdUser;     ///< "client_id" or "public_api_key"
    QString keychainSecretUser; ///< "client_secret" or "private_api_key"

    /// Whether the file lacks the ID or the secret.
    bool needsKeychain() const
    {
        return connection.clientId.isEmpty() || connection.secret.isEmpty();
    }
};

/// The profiles of a config.toml that a service account or an API key signs in with. Those that a
/// person signs in with are left out: their tokens are not a credential. Errors name a line and
/// never quote it; a text above 64 KiB is refused.
Result<std::vector<AtlasCliProfile>> parseAtlasCliProfiles(QByteArrayView toml);

/// The profiles of a file; open permissions become a notice of each.
Result<std::vector<AtlasCliProfile>> importAtlasCliProfiles(const QString &path);

/// Reads an entry of the system's keychain by service and user; NotFound when there is none.
using ForeignEntryReader = std::function<Async<Secret>(QString, QString)>;

/// Puts into `profile` what its file lacks and the keychain holds. NotFound names the entry that is
/// missing; what was found before it stays in the profile.
Async<void> completeFromKeychain(std::shared_ptr<AtlasCliProfile> profile, ForeignEntryReader read);

/// Where the Atlas command line keeps its file on this system.
QString atlasCliConfigFile(const QProcessEnvironment &environment);

} // namespace keywright
