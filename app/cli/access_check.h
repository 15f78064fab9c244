#pragma once

#include "app/cli/cli_context.h"

namespace keywright::cli {

/// What is about to change in an account's access list.
struct AccessListChange
{
    QString accountId;
    QStringList added;
    QStringList removed;
};

/// Refuses a change that would shut this machine out of the account that the connection itself
/// signs in with.
Async<void> checkAccessChange(
    Context cli, std::shared_ptr<Session> session, std::shared_ptr<const AccessListChange> change);

} // namespace keywright::cli
