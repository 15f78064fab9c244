#pragma once

#include "app/cli/cli_context.h"

namespace keywright::cli {

// Refusals before anything is sent.

/// "MongoDB Atlas does not offer …." for what the connection's provider has not.
Error notOffered(const Connection &connection, const QString &what, const QString &hint);

/// For a step that --yes has to confirm.
Error notConfirmed(const QString &message);

/// For a step against the account that the connection itself signs in with.
Error ownAccountError(const QString &warning);

/// Asks the server whose the connection's credential is, unless that is known. Fails only when it
/// was cancelled.
Async<void> learnOwnAccount(Context cli, std::shared_ptr<Session> session);

/// Refuses to shut out the account that the connection itself signs in with, unless `meant`
/// (--own-account).
Async<void>
checkOwnAccount(Context cli, std::shared_ptr<Session> session, QString accountId, bool meant);

/// How --own-account is called and described everywhere.
inline constexpr const char *ownAccountOption = "--own-account";
inline constexpr const char *ownAccountHelp =
    "Do it even if this connection itself signs in with the account";

} // namespace keywright::cli
