#include "core/identity/access_addresses.h"

#include "core/identity/access_entry.h"

#include <QRegularExpression>

namespace keywright {

AccessAddresses readAccessAddresses(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    AccessAddresses read;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts)) {
        const auto address = parseAccessAddress(word);
        QStringList &list = address ? read.addresses : read.wrong;
        const QString &item = address ? *address : word;
        if (!list.contains(item))
            list.append(item);
    }
    return read;
}

} // namespace keywright
