#include "core/identity/access_entry.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace keywright {

namespace {

struct AccessEntryMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccessEntry)
};

Error addressError(const QString &text)
{
    return fieldError(
        QStringLiteral("address"),
        AccessEntryMessages::tr("“%1” is not an IP address or a CIDR block.").arg(text),
        AccessEntryMessages::tr(
            "Write an address such as 203.0.113.7 or 2001:db8::1, or a block such as "
            "198.51.100.0/24."));
}

bool isWholeIpv4(const QString &text)
{
    // QHostAddress also takes the old short forms, such as "10.1".
    return text.count(QLatin1Char('.')) == 3;
}

/// Null when `text` is not one.
QHostAddress plainAddress(const QString &text)
{
    QHostAddress address(text);
    const bool isIpv4 = address.protocol() == QAbstractSocket::IPv4Protocol;
    // A zone names an interface of this machine, which means nothing to a server.
    if (!address.scopeId().isEmpty() || (isIpv4 && !isWholeIpv4(text)))
        return {};
    return address;
}

QHostAddress maskedAddress(const QHostAddress &address, int length)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 mask = length == 0 ? 0 : ~quint32(0) << (32 - length);
        return QHostAddress(address.toIPv4Address() & mask);
    }
    Q_IPV6ADDR bytes = address.toIPv6Address();
    for (int i = 0; i < 16; ++i) {
        const int kept = qBound(0, length - i * 8, 8);
        bytes[i] = static_cast<quint8>(bytes[i] & (0xff << (8 - kept)));
    }
    return QHostAddress(bytes);
}

} // namespace

Result<QString> parseAccessAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    const qsizetype slash = trimmed.indexOf(QLatin1Char('/'));
    const QHostAddress address = plainAddress(trimmed.left(slash < 0 ? trimmed.size() : slash));
    if (address.isNull())
        return failure(addressError(trimmed));
    if (slash < 0)
        return address.toString();
    bool isNumber = false;
    const int length = trimmed.mid(slash + 1).toInt(&isNumber);
    const int longest = address.protocol() == QAbstractSocket::IPv4Protocol ? 32 : 128;
    if (!isNumber || length < 0 || length > longest)
        return failure(addressError(trimmed));
    return QStringLiteral("%1/%2").arg(maskedAddress(address, length).toString()).arg(length);
}

bool isSameAddress(const QString &one, const QString &other)
{
    const auto first = parseAccessAddress(one);
    const auto second = parseAccessAddress(other);
    return first && second ? *first == *second : one == other;
}

bool coversAddress(const AccessEntry &entry, const QString &ip)
{
    const QHostAddress address(ip);
    if (address.isNull())
        return false;
    if (!entry.address.contains(QLatin1Char('/')))
        return QHostAddress(entry.address) == address;
    const auto block = QHostAddress::parseSubnet(entry.address);
    return block.second >= 0 && address.isInSubnet(block);
}

} // namespace keywright
