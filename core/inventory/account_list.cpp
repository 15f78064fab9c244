#include "core/inventory/account_list.h"

#include <utility>

namespace keywright {

namespace {

void keepDetails(ServiceAccount &account, const ServiceAccount &known)
{
    if (!account.roles)
        account.roles = known.roles;
    if (!account.secrets)
        account.secrets = known.secrets;
}

} // namespace

AccountList::AccountList(QList<ServiceAccount> &accounts)
    : m_accounts(accounts)
{
    index();
}

const ServiceAccount *AccountList::find(const QString &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_accounts.at(*place);
}

bool AccountList::put(ServiceAccount account)
{
    const auto place = m_places.constFind(account.id);
    if (place == m_places.cend()) {
        m_places.insert(account.id, m_accounts.size());
        m_accounts.append(std::move(account));
        return false;
    }
    ServiceAccount &known = m_accounts[*place];
    keepDetails(account, known);
    known = std::move(account);
    return true;
}

std::optional<ServiceAccount> AccountList::take(const QString &id)
{
    const auto found = m_places.constFind(id);
    if (found == m_places.cend())
        return std::nullopt;
    const qsizetype gone = *found;
    m_places.erase(found);
    for (qsizetype &place : m_places)
        place -= place > gone ? 1 : 0;
    return m_accounts.takeAt(gone);
}

void AccountList::forgetDetails(const QString &id)
{
    const auto place = m_places.constFind(id);
    if (place == m_places.cend())
        return;
    m_accounts[*place].roles.reset();
    m_accounts[*place].secrets.reset();
}

void AccountList::replace(QList<ServiceAccount> listed, const QSet<QString> &changed)
{
    QList<ServiceAccount> merged;
    AccountList list(merged);
    merged.reserve(listed.size());
    for (ServiceAccount &account : listed) {
        const ServiceAccount *known = find(account.id);
        if (changed.contains(account.id)) {
            if (known)
                list.put(*known);
            continue;
        }
        if (known)
            keepDetails(account, *known);
        list.put(std::move(account));
    }
    for (const QString &id : changed) {
        const ServiceAccount *known = find(id);
        if (known && !list.find(id))
            list.put(*known);
    }
    m_accounts = std::move(merged);
    m_places = std::move(list.m_places);
}

void AccountList::index()
{
    m_places.clear();
    for (qsizetype place = 0; place < m_accounts.size(); ++place)
        m_places.insert(m_accounts.at(place).id, place);
}

} // namespace keywright
