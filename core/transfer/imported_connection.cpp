#include "core/transfer/imported_connection.h"

#include "core/net/base_url.h"

namespace keywright {

QUrl usualAtlasUrl()
{
    return QUrl(QStringLiteral("https://cloud.mongodb.com"));
}

Result<QUrl> importedBaseUrl(const QString &text, const QString &field, const QString &vendorPath)
{
    QString address = text.trimmed();
    while (address.endsWith(QLatin1Char('/')))
        address.chop(1);
    if (!vendorPath.isEmpty() && address.endsWith(vendorPath))
        address.chop(vendorPath.size());
    return parseBaseUrl(address, field);
}

} // namespace keywright
