#pragma once

#include <QString>

namespace keywright {

/// Names an account across connections.
struct AccountKey
{
    QString connectionId;
    QString accountId;

    bool isEmpty() const { return accountId.isEmpty(); }
    bool operator==(const AccountKey &) const = default;
};

} // namespace keywright
