#include "ui/accounts/account_commands.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

QString shellQuoted(const QString &text)
{
    const bool plain = !text.isEmpty() && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return c.unicode() < 128 &&
               (c.isLetterOrNumber() || QStringLiteral("_-./:@%+=,").contains(c));
    });
    if (plain)
        return text;
    QString quoted = text;
    quoted.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + quoted + u'\'';
}

QList<AccountCommand> accountCommands(const Session &session, const ServiceAccount &account)
{
    const QString program = QStringLiteral("keywright-cli --connection %1 ")
                                .arg(shellQuoted(session.connection().name));
    const QString id = shellQuoted(account.id);
    const bool active = account.status == AccountStatus::Active;
    QList<AccountCommand> commands{
        {QCoreApplication::translate("AccountCommands", "Show this account"),
         program + QStringLiteral("accounts show ") + id}};
    if (session.provider()->capabilities().deactivateAccounts) {
        commands.append(
            {active ? QCoreApplication::translate("AccountCommands", "Deactivate this account")
                    : QCoreApplication::translate("AccountCommands", "Reactivate this account"),
             program +
                 (active ? QStringLiteral("accounts deactivate ")
                         : QStringLiteral("accounts activate ")) +
                 id});
    }
    if (account.type == AccountType::OAuth)
        commands.append(
            {QCoreApplication::translate("AccountCommands", "Create a secret"),
             program + QStringLiteral("secrets create ") + id});
    NewAccount similar;
    similar.name = account.name;
    similar.description = account.description;
    similar.type = account.type;
    const QString create = session.provider()->createCommand(similar);
    if (!create.isEmpty())
        commands.append(
            {QCoreApplication::translate("AccountCommands", "Create such an account"), create});
    return commands;
}

} // namespace keywright
