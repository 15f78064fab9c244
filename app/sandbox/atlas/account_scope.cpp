#include "app/sandbox/atlas/account_scope.h"

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class Predicate> QList<const ServiceAccount *> select(const Call &call, Predicate wanted)
{
    const bool withSystemManaged = call.flag("includeSystemManaged"_L1, false);
    QList<const ServiceAccount *> accounts;
    for (const QString &id : call.state.accountIds()) {
        const ServiceAccount *account = std::as_const(call.state).account(id);
        if ((withSystemManaged || !account->systemManaged) && wanted(*account))
            accounts.append(account);
    }
    return accounts;
}

} // namespace

ApiResult<ServiceAccount *> orgAccount(Call &call)
{
    ServiceAccount *account = call.state.account(call.path[1]);
    if (account == nullptr)
        return notFound(call.path[1]);
    return account;
}

ApiResult<ServiceAccount *> projectAccount(Call &call)
{
    ServiceAccount *account = call.state.account(call.path[1]);
    if (account == nullptr || !account->grants.current.projects.contains(call.path[0]))
        return notFound(call.path[1]);
    return account;
}

QList<const ServiceAccount *> orgAccounts(const Call &call)
{
    return select(call, [](const ServiceAccount &) { return true; });
}

QList<const ServiceAccount *> projectAccounts(const Call &call)
{
    return select(call, [&](const ServiceAccount &account) {
        return account.grants.current.projects.contains(call.path[0]);
    });
}

} // namespace keywright::sandbox::atlas
