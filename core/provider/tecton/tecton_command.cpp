#include "core/provider/tecton/tecton_command.h"

#include <algorithm>

namespace keywright::tecton {

QString shellQuoted(const QString &text)
{
    // The vendor's documentation uses double quotes; they do only while nothing in them is special.
    static const QString special = QStringLiteral("\"$`\\!");
    const bool isPlain =
        std::none_of(text.cbegin(), text.cend(), [](QChar c) { return special.contains(c); });
    if (isPlain)
        return QLatin1Char('"') + text + QLatin1Char('"');
    QString escaped = text;
    escaped.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + escaped + QLatin1Char('\'');
}

QString createCommand(const NewAccount &account)
{
    QString command = QStringLiteral("tecton service-account create");
    if (account.type == AccountType::OAuth)
        command += QStringLiteral(" --oauth");
    command += QStringLiteral(" -n ") + shellQuoted(account.name);
    if (!account.description.isEmpty())
        command += QStringLiteral(" -d ") + shellQuoted(account.description);
    return command;
}

} // namespace keywright::tecton
