#include "app/sandbox/tecton/state.h"

#include "app/sandbox/tecton/credentials.h"

#include <algorithm>
#include <utility>

namespace keywright::sandbox::tecton {

const Account *State::account(const QString &id) const
{
    const auto found = m_accounts.constFind(id);
    return found == m_accounts.cend() ? nullptr : &*found;
}

Account *State::account(const QString &id)
{
    const auto found = m_accounts.find(id);
    return found == m_accounts.end() ? nullptr : &*found;
}

const Account *State::accountByName(const QString &name) const
{
    const auto found =
        std::find_if(m_accounts.cbegin(), m_accounts.cend(), [&](const Account &known) {
            return known.name == name;
        });
    return found == m_accounts.cend() ? nullptr : &*found;
}

const Account *State::accountByApiKey(const QString &apiKey) const
{
    const auto found = m_idByApiKeyDigest.constFind(digestOf(apiKey));
    return found == m_idByApiKeyDigest.cend() ? nullptr : account(*found);
}

void State::insert(Account account)
{
    const QString id = account.id;
    if (!account.apiKeyDigest.isEmpty())
        m_idByApiKeyDigest.insert(account.apiKeyDigest, id);
    if (!m_accounts.contains(id))
        m_order.append(id);
    m_accounts[id] = std::move(account);
}

void State::remove(const QString &id)
{
    const auto found = m_accounts.constFind(id);
    if (found == m_accounts.cend())
        return;
    m_idByApiKeyDigest.remove(found->apiKeyDigest);
    m_accounts.erase(found);
    m_order.removeOne(id);
}

} // namespace keywright::sandbox::tecton
