#pragma once

#include "core/connection/session.h"
#include "core/transfer/secret_formats.h"

namespace keywright {

/// A secret in the keychain that can be saved as a file of credentials.
struct StoredSecret
{
    QString name; ///< for people: whose it is
    CredentialKey key;
    SecretContext context;
};

/// What the keychain holds for a connection: its own credential first, then those of its accounts,
/// the newest of each first. Key pairs have no such file. `accounts` tells their names. A Storage
/// error when it is not known.
Result<QList<StoredSecret>>
storedSecrets(const Session &session, const QList<ServiceAccount> &accounts);

} // namespace keywright
