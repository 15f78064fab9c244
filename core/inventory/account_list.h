#pragma once

#include "core/identity/service_account.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace keywright {

/// Changes a list of accounts, kept in the server's order, and finds them by id in constant time.
class AccountList
{
public:
    /// `accounts` outlives this object and is changed by nobody else.
    explicit AccountList(QList<ServiceAccount> &accounts);

    const ServiceAccount *find(const QString &id) const;

    /// Replaces the account with the same id, or appends; returns whether it was there. Roles and
    /// secrets that `account` leaves unset are kept.
    bool put(ServiceAccount account);
    std::optional<ServiceAccount> take(const QString &id);
    void forgetDetails(const QString &id);

    /// Takes over what the server listed. Roles and secrets already known are kept, and so is what
    /// became of the accounts in `changed`, as they changed after the server was asked.
    void replace(QList<ServiceAccount> listed, const QSet<QString> &changed);

private:
    void index();

    QList<ServiceAccount> &m_accounts;
    QHash<QString, qsizetype> m_places;
};

} // namespace keywright
