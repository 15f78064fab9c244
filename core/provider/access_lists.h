#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/identity/access_entry.h"

#include <QStringList>

namespace keywright {

/// The IP access lists of a system's accounts. Where a list has entries, tokens of the account work
/// from these addresses only.
class AccessLists
{
public:
    virtual ~AccessLists() = default;

    /// How many entries an account can have, and how many can be added in one call.
    virtual int maxEntries() const = 0;

    virtual Async<QList<AccessEntry>> list(QString accountId, CancelToken cancel) = 0;
    /// Adds addresses and CIDR blocks; those that are there already stay as they are. Gives the
    /// whole list as it is then. A wrong one is a field error on "address", before anything is
    /// sent.
    virtual Async<QList<AccessEntry>>
    add(QString accountId, QStringList addresses, CancelToken cancel) = 0;
    virtual Async<void> remove(QString accountId, QString address, CancelToken cancel) = 0;

    /// The address that this machine's requests arrive from, as the server sees it; NotFound when
    /// the server does not tell.
    virtual Async<QString> myAddress(CancelToken cancel) = 0;

    /// Whether an error of this system means that the address a request came from is on no list
    /// that lets it in, although credential and roles are good.
    virtual bool isAddressRefusal(const Error &error) const = 0;
};

} // namespace keywright
