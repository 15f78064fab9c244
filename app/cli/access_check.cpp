#include "app/cli/access_check.h"

#include "app/cli/refusals.h"
#include "core/accounts/access_actions.h"
#include "core/accounts/account_actions.h"
#include "core/provider/access_lists.h"
#include "core/provider/organization_settings.h"

namespace keywright::cli {

namespace {

QString usualSpelling(const QString &address)
{
    return parseAccessAddress(address).value_or(address);
}

QList<AccessEntry> changed(QList<AccessEntry> entries, const AccessListChange &change)
{
    for (const QString &address : change.removed)
        entries.removeIf([&](const AccessEntry &entry) {
            return usualSpelling(entry.address) == usualSpelling(address);
        });
    for (const QString &address : change.added) {
        AccessEntry entry;
        entry.address = usualSpelling(address);
        entries.append(entry);
    }
    return entries;
}

} // namespace

Async<void> checkAccessChange(
    Context cli, std::shared_ptr<Session> session, std::shared_ptr<const AccessListChange> change)
{
    Result<void> learnt = co_await learnOwnAccount(cli, session);
    if (!learnt)
        co_return learnt;
    if (AccountActions::selfLockoutWarning(*session, change->accountId).isEmpty())
        co_return Result<void>();
    const std::shared_ptr<Provider> provider = session->provider();
    Result<QList<AccessEntry>> before =
        co_await provider->accessLists()->list(change->accountId, cli->cancelToken());
    if (!before)
        co_return failure(before.error());
    AccessChange seen;
    seen.accountId = change->accountId;
    seen.before = *before;
    seen.after = changed(*before, *change);
    // What cannot be learnt is left unknown; the warning says so.
    Result<QString> own = co_await provider->accessLists()->myAddress(cli->cancelToken());
    seen.myAddress = own.value_or(QString());
    if (provider->organizationSettings()) {
        Result<OrganizationRules> rules =
            co_await provider->organizationSettings()->rules(cli->cancelToken());
        seen.listRequired = rules && rules->accessListRequired;
    }
    const QString warning = accessLockoutWarning(*session, seen);
    if (warning.isEmpty())
        co_return Result<void>();
    co_return failure(ownAccountError(warning));
}

} // namespace keywright::cli
