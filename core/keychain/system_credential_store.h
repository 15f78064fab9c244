#pragma once

#include "core/keychain/credential_store.h"

namespace keywright {

/// The keychain of the operating system, through QtKeychain. Trusts none of its answers: whether it
/// is unlocked is asked of the service itself, each write and removal is read back, and what an own
/// index says was stored is never reported as "not found".
class SystemCredentialStore : public CredentialStore
{
public:
    /// `service` tells this installation's entries from others'; `indexFile` remembers, without
    /// secrets, what was stored.
    SystemCredentialStore(const QString &service, const QString &indexFile);
    ~SystemCredentialStore() override;

    Async<Secret> read(CredentialKey key) override;
    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret) override;
    Async<void> remove(CredentialKey key) override;
    Async<KeychainState> probe() override;
    Result<QList<StoredCredential>> stored(const QString &connectionId) const override;

private:
    class Keyring;
    std::shared_ptr<Keyring> m_keyring;
};

} // namespace keywright
