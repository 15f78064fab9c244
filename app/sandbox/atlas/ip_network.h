#pragma once

#include <QString>

#include <array>
#include <optional>

namespace keywright::sandbox::atlas {

/// An IP address or a block of them, IPv4 or IPv6.
struct IpNetwork
{
    bool isV6 = false;
    std::array<quint8, 16> bytes{}; ///< IPv4 uses the first four; bits behind the prefix are zero
    int prefix = 0;                 ///< bits

    bool operator==(const IpNetwork &) const = default;
    bool contains(const IpNetwork &other) const;
};

std::optional<IpNetwork> parseAddress(const QString &text);
std::optional<IpNetwork> parseBlock(const QString &text); ///< <address>/<prefix>
/// One of the two.
std::optional<IpNetwork> parseNetwork(const QString &text);

/// Whether the text is written as the API document wants it: IPv6 in lower case, an address without
/// "::", a block with "::" only at its start or end.
bool hasPublishedForm(const QString &text);

/// The form in which the API answers: IPv6 with all eight groups. @p asBlock adds the prefix.
QString toText(const IpNetwork &network, bool asBlock);

} // namespace keywright::sandbox::atlas
