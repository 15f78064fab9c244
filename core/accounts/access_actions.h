#pragma once

#include "core/connection/session.h"
#include "core/identity/access_entry.h"

namespace keywright {

/// Whether tokens of an account with this access list work from `ip`. An empty list lets all
/// addresses in, unless the organization requires one.
bool admitsAddress(const QList<AccessEntry> &entries, const QString &ip, bool listRequired);

/// A change to an account's access list that is about to be made.
struct AccessChange
{
    QString accountId;
    QList<AccessEntry> before;
    QList<AccessEntry> after;
    bool listRequired = false;      ///< by the organization
    QString myAddress;              ///< where this machine's requests arrive from; empty: not known
    bool isRequirementKnown = true; ///< whether listRequired is what the organization says
};

/// The sentence that must be confirmed a second time before the account that the console itself
/// signs in with loses the entry for this machine, or gets a list that leaves this machine out or
/// may do so; empty for other accounts and for other changes.
QString accessLockoutWarning(const Session &session, const AccessChange &change);

/// Adds addresses, and gives the whole list as it is then. After a lost answer the server's list
/// decides how it ended.
Async<QList<AccessEntry>> addAccessEntries(
    std::shared_ptr<Session> session, QString accountId, QStringList addresses, CancelToken cancel);

/// Removes one entry; NotFound when it is not on the list. After a lost answer the server's list
/// decides how it ended.
Async<void> removeAccessEntry(
    std::shared_ptr<Session> session, QString accountId, QString address, CancelToken cancel);

/// Removes entries one after the other, as removeAccessEntry(), until one cannot be removed; then
/// the error says how many are gone. An entry that is gone already is no failure.
Async<void> removeAccessEntries(
    std::shared_ptr<Session> session, QString accountId, QStringList addresses, CancelToken cancel);

} // namespace keywright
