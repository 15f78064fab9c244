#include "core/accounts/access_actions.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/provider/access_lists.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct AccessActionsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccessActions)
};

bool coversAny(const QList<AccessEntry> &entries, const QString &ip)
{
    return std::any_of(entries.cbegin(), entries.cend(), [&ip](const AccessEntry &entry) {
        return coversAddress(entry, ip);
    });
}

bool isOnList(const QList<AccessEntry> &entries, const QString &address)
{
    return std::any_of(entries.cbegin(), entries.cend(), [&address](const AccessEntry &entry) {
        return isSameAddress(entry.address, address);
    });
}

QString removedSoFar(int count)
{
    return count == 1
               ? AccessActionsMessages::tr("One entry was removed before that.")
               : AccessActionsMessages::tr("%n entries were removed before that.", nullptr, count);
}

} // namespace

bool admitsAddress(const QList<AccessEntry> &entries, const QString &ip, bool listRequired)
{
    return entries.isEmpty() ? !listRequired : coversAny(entries, ip);
}

QString accessLockoutWarning(const Session &session, const AccessChange &change)
{
    if (AccountActions::selfLockoutWarning(session, change.accountId).isEmpty())
        return {};
    const QString &name = session.connection().name;
    if (change.after.isEmpty() && !change.isRequirementKnown)
        return AccessActionsMessages::tr(
                   "The connection “%1” itself signs in with this account, and whether the "
                   "organization requires a list is not known. If it does, the connection "
                   "is refused from then on, and somebody else has to put an address back.")
            .arg(name);
    const bool open = change.after.isEmpty() && !change.listRequired;
    if (change.myAddress.isEmpty()) {
        return open ? QString()
                    : AccessActionsMessages::tr(
                          "The connection “%1” itself signs in with this account, and the "
                          "server does not tell which address this machine calls from. If "
                          "the list leaves it out, this connection is refused from then on, "
                          "and somebody else has to put it back.")
                          .arg(name);
    }
    if (!admitsAddress(change.after, change.myAddress, change.listRequired))
        return AccessActionsMessages::tr(
                   "The connection “%1” itself signs in with this account, and this machine "
                   "calls from %2, which the list would leave out. The connection is "
                   "refused from then on, and somebody else has to put the address back.")
            .arg(name, change.myAddress);
    if (coversAny(change.before, change.myAddress) && open)
        return AccessActionsMessages::tr(
                   "The connection “%1” itself signs in with this account from %2. Without "
                   "any entry, its tokens work from every address.")
            .arg(name, change.myAddress);
    return {};
}

Async<QList<AccessEntry>> addAccessEntries(
    std::shared_ptr<Session> session, QString accountId, QStringList addresses, CancelToken cancel)
{
    const auto provider = session->provider();
    AccessLists *lists = provider->accessLists();
    auto added = co_await lists->add(accountId, addresses, std::move(cancel));
    if (added || !isOutcomeUnknown(added.error()))
        co_return added;
    auto now = co_await lists->list(std::move(accountId), CancelToken());
    const bool areThere =
        now && std::all_of(addresses.cbegin(), addresses.cend(), [&now](const QString &address) {
            return isOnList(*now, address);
        });
    if (areThere)
        co_return now;
    co_return added;
}

Async<void> removeAccessEntry(
    std::shared_ptr<Session> session, QString accountId, QString address, CancelToken cancel)
{
    const auto provider = session->provider();
    AccessLists *lists = provider->accessLists();
    auto removed = co_await lists->remove(accountId, address, std::move(cancel));
    if (removed || !isOutcomeUnknown(removed.error()))
        co_return removed;
    const auto left = co_await lists->list(std::move(accountId), CancelToken());
    if (left && !isOnList(*left, address))
        co_return Result<void>();
    co_return removed;
}

Async<void> removeAccessEntries(
    std::shared_ptr<Session> session, QString accountId, QStringList addresses, CancelToken cancel)
{
    int removed = 0;
    for (const QString &address : addresses) {
        auto gone = co_await removeAccessEntry(session, accountId, address, cancel);
        if (!gone && gone.error().kind != ErrorKind::NotFound) {
            Error error = std::move(gone).error();
            if (removed > 0)
                error.message += u' ' + removedSoFar(removed);
            co_return failure(std::move(error));
        }
        ++removed;
    }
    co_return Result<void>();
}

} // namespace keywright
