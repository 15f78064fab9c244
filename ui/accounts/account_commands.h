#pragma once

#include "core/connection/session.h"

#include <QList>

namespace keywright {

/// A line that does on a terminal what the window shows.
struct AccountCommand
{
    QString title;
    QString line;

    bool operator==(const AccountCommand &) const = default;
};

/// The equivalent command lines for an account, quoted for a POSIX shell. Never with a secret.
QList<AccountCommand> accountCommands(const Session &session, const ServiceAccount &account);

/// `text` as one word of a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace keywright
