#include "core/transfer/csv_text.h"

#include <utility>

namespace keywright {

QByteArray csvCell(QString text)
{
    // A cell that begins like a formula is run by spreadsheets (CSV injection).
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    return csvPlainCell(std::move(text));
}

QByteArray csvPlainCell(QString text)
{
    const bool quote =
        text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (!quote)
        return text.toUtf8();
    text.replace(QStringLiteral("\""), QStringLiteral("\"\""));
    return '"' + text.toUtf8() + '"';
}

} // namespace keywright
