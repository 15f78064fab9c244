#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/keychain/credential_key.h"

#include <QList>

#include <memory>

namespace keywright {

enum class KeychainState {
    Unlocked,    ///< reads and writes work
    Locked,      ///< there, but it has to be unlocked first
    Missing,     ///< no keychain service on this system
    NotAnswering ///< there, but it did not answer in time
};

/// Where secrets rest. Every operation ends within its own deadline. Failures are
/// ErrorKind::Keychain with a hint; a secret that was never stored is NotFound.
class CredentialStore
{
public:
    virtual ~CredentialStore() = default;

    virtual Async<Secret> read(CredentialKey key) = 0;
    /// Done only when the value has been read back.
    virtual Async<void>
    write(StoredCredential credential, std::shared_ptr<const Secret> secret) = 0;
    /// Done only when reading finds nothing any more. Removing what is not there is success.
    virtual Async<void> remove(CredentialKey key) = 0;
    virtual Async<KeychainState> probe() = 0;

    /// What has been stored for a connection, from the local index; no keychain access. A Storage
    /// error means that it is not known: the keychain may hold secrets all the same.
    virtual Result<QList<StoredCredential>> stored(const QString &connectionId) const = 0;
};

} // namespace keywright
