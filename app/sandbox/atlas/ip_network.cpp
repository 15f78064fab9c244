#include "app/sandbox/atlas/ip_network.h"

#include <QStringList>

#include <arpa/inet.h>

namespace keywright::sandbox::atlas {

namespace {

int bitsOf(const IpNetwork &network)
{
    return network.isV6 ? 128 : 32;
}

IpNetwork masked(IpNetwork network, int prefix)
{
    network.prefix = prefix;
    for (int bit = prefix; bit < 128; ++bit) {
        const int place = bit % 8;
        network.bytes[static_cast<std::size_t>(bit / 8)] &= static_cast<quint8>(~(0x80U >> place));
    }
    return network;
}

} // namespace

bool IpNetwork::contains(const IpNetwork &other) const
{
    return isV6 == other.isV6 && prefix <= other.prefix && masked(other, prefix).bytes == bytes;
}

std::optional<IpNetwork> parseAddress(const QString &text)
{
    const QByteArray latin = text.toLatin1();
    IpNetwork address;
    address.isV6 = text.contains(u':');
    const int family = address.isV6 ? AF_INET6 : AF_INET;
    if (::inet_pton(family, latin.constData(), address.bytes.data()) != 1)
        return std::nullopt;
    address.prefix = bitsOf(address);
    return address;
}

std::optional<IpNetwork> parseBlock(const QString &text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash < 0)
        return std::nullopt;
    const auto address = parseAddress(text.first(slash));
    bool isNumber = false;
    const int prefix = text.mid(slash + 1).toInt(&isNumber);
    if (!address || !isNumber || prefix < 0 || prefix > bitsOf(*address))
        return std::nullopt;
    return masked(*address, prefix);
}

std::optional<IpNetwork> parseNetwork(const QString &text)
{
    return text.contains(u'/') ? parseBlock(text) : parseAddress(text);
}

bool hasPublishedForm(const QString &text)
{
    if (!text.contains(u':'))
        return true;
    const QString address = text.section(u'/', 0, 0);
    const qsizetype gap = address.indexOf(QLatin1StringView("::"));
    const bool isLowerCase = address == address.toLower();
    if (!text.contains(u'/'))
        return isLowerCase && gap < 0;
    return isLowerCase && (gap <= 0 || gap == address.size() - 2);
}

QString toText(const IpNetwork &network, bool asBlock)
{
    QStringList groups;
    if (network.isV6) {
        for (std::size_t i = 0; i < 16; i += 2)
            groups.append(QString::number((network.bytes[i] << 8U) | network.bytes[i + 1], 16));
    } else {
        for (std::size_t i = 0; i < 4; ++i)
            groups.append(QString::number(network.bytes[i]));
    }
    const QString address = groups.join(network.isV6 ? u':' : u'.');
    return asBlock ? QString(address + u'/' + QString::number(network.prefix)) : address;
}

} // namespace keywright::sandbox::atlas
