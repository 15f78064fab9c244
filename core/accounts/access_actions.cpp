#include "core/accounts/access_actions.h"

#include "core/accounts/account_actions.h"
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

Async<void> removeAccessEntries(
    std::shared_ptr<Session> session, QString accountId, QStringList addresses, CancelToken cancel)
{
    const auto provider = session->provider();
    int removed = 0;
    for (const QString &address : addresses) {
        auto gone = co_await provider->accessLists()->remove(accountId, address, cancel);
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
