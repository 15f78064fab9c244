#pragma once

#include "core/keychain/credential_store.h"

#include <vector>

namespace keywright {

/// Secrets of this process only, for people who do not want the keychain to be used.
class MemoryCredentialStore : public CredentialStore
{
public:
    Async<Secret> read(CredentialKey key) override;
    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret) override;
    Async<void> remove(CredentialKey key) override;
    Async<KeychainState> probe() override;
    Result<QList<StoredCredential>> stored(const QString &connectionId) const override;

private:
    struct Entry
    {
        StoredCredential credential;
        std::shared_ptr<const Secret> secret;
    };

    std::vector<Entry> m_entries; ///< the newest last
};

} // namespace keywright
