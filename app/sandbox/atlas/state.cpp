#include "app/sandbox/atlas/state.h"

#include <algorithm>
#include <utility>

namespace keywright::sandbox::atlas {

namespace {

constexpr qsizetype mostEvents = 2000;

template <class List, class Predicate> auto *findIn(List &list, Predicate predicate)
{
    const auto found = std::find_if(list.begin(), list.end(), predicate);
    return found == list.end() ? nullptr : &*found;
}

} // namespace

const ServiceAccount *State::account(const QString &clientId) const
{
    const auto found = m_accounts.constFind(clientId);
    return found == m_accounts.cend() ? nullptr : &*found;
}

ServiceAccount *State::account(const QString &clientId)
{
    const auto found = m_accounts.find(clientId);
    return found == m_accounts.end() ? nullptr : &*found;
}

void State::insert(ServiceAccount account)
{
    const QString id = account.clientId;
    if (!m_accounts.contains(id))
        m_order.append(id);
    m_accounts[id] = std::move(account);
}

void State::remove(const QString &clientId)
{
    m_accounts.remove(clientId);
    m_order.removeOne(clientId);
}

const Project *State::project(const QString &id) const
{
    return findIn(projects, [&](const Project &known) { return known.id == id; });
}

const ApiKey *State::apiKey(const QString &publicKey) const
{
    return findIn(apiKeys, [&](const ApiKey &known) { return known.publicKey == publicKey; });
}

void State::record(Event event)
{
    events.append(std::move(event));
    if (events.size() > mostEvents)
        events.remove(0, events.size() - mostEvents);
}

} // namespace keywright::sandbox::atlas
