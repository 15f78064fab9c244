#pragma once

#include <QStringList>

namespace keywright {

/// What a typed or pasted text holds of addresses for an access list.
struct AccessAddresses
{
    QStringList addresses; ///< in their usual spelling, each once, in the order given
    QStringList wrong;     ///< what is neither an address nor a CIDR block, as it was written

    bool operator==(const AccessAddresses &) const = default;
};

/// Reads addresses and CIDR blocks that are separated by spaces, line ends, commas or semicolons.
AccessAddresses readAccessAddresses(const QString &text);

} // namespace keywright
