#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

namespace keywright {

/// One entry of an account's access list: where its tokens may be used from.
struct AccessEntry
{
    QString address; ///< "203.0.113.7", "2001:db8::1", or a CIDR block such as "198.51.100.0/24"
    QDateTime createdAt;
    QString lastUsedAddress; ///< empty until the first use
    QDateTime lastUsedAt;    ///< invalid until the first use; the provider may tell it late
    int requestCount = 0;

    bool operator==(const AccessEntry &) const = default;
};

/// One IPv4 or IPv6 address or CIDR block in its usual spelling: without spaces, IPv6 in lower case
/// and shortened, a block's host bits cleared. Anything else is a field error on "address".
Result<QString> parseAccessAddress(const QString &text);

/// Whether two spellings mean the same address or block.
bool isSameAddress(const QString &one, const QString &other);

/// Whether an entry covers `ip`.
bool coversAddress(const AccessEntry &entry, const QString &ip);

} // namespace keywright
