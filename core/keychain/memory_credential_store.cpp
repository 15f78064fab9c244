#include "core/keychain/memory_credential_store.h"

#include "core/keychain/keychain_error.h"

#include <algorithm>
#include <utility>

namespace keywright {

Async<Secret> MemoryCredentialStore::read(CredentialKey key)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(), [&key](const Entry &e) {
        return e.credential.key == key;
    });
    if (entry == m_entries.end())
        co_return failure(neverStoredError());
    co_return Result<Secret>(entry->secret->duplicate());
}

Async<void>
MemoryCredentialStore::write(StoredCredential credential, std::shared_ptr<const Secret> secret)
{
    std::erase_if(m_entries, [&credential](const Entry &entry) {
        return entry.credential.key == credential.key;
    });
    m_entries.push_back(Entry{std::move(credential), std::move(secret)});
    co_return Result<void>();
}

Async<void> MemoryCredentialStore::remove(CredentialKey key)
{
    std::erase_if(m_entries, [&key](const Entry &entry) { return entry.credential.key == key; });
    co_return Result<void>();
}

Async<KeychainState> MemoryCredentialStore::probe()
{
    co_return Result<KeychainState>(KeychainState::Unlocked);
}

Result<QList<StoredCredential>> MemoryCredentialStore::stored(const QString &connectionId) const
{
    QList<StoredCredential> found;
    for (const Entry &entry : m_entries) {
        if (entry.credential.key.connectionId == connectionId)
            found.append(entry.credential);
    }
    return found;
}

} // namespace keywright
