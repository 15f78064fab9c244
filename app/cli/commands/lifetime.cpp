#include "app/cli/commands/lifetime.h"

#include "app/cli/text.h"

namespace keywright::cli {

Result<int> parseLifetimeHours(const QString &text)
{
    if (text.isEmpty())
        return 0;
    const bool days = text.endsWith(QLatin1Char('d'));
    bool ok = false;
    const int number = (days ? text.chopped(1) : text).toInt(&ok);
    constexpr int longestDays = 36'500;
    if (!ok || number <= 0 || number > (days ? longestDays : longestDays * 24))
        return failure(fieldError(
            QStringLiteral("expires"), tr("%1 is not a lifetime.").arg(text),
            tr("Give hours, like 720, or days, like 30d.")));
    return days ? number * 24 : number;
}

} // namespace keywright::cli
