#pragma once

#include "app/sandbox/atlas/call.h"

#include <QLatin1StringView>

namespace keywright::sandbox::atlas {

/// A new account as the body describes it, with the roles it is to have in the scope.
struct NewAccount
{
    ServiceAccount account; ///< without grants
    QStringList roles;
    QString secretValue;
};

/// Reads and checks the body and the limit of the organisation. Changes nothing.
ApiResult<NewAccount> readNewAccount(const Call &call, QLatin1StringView rolePrefix);

/// The grants after an update. Changes name and description when the whole body is right.
ApiResult<std::optional<QStringList>>
applyUpdate(Call &call, ServiceAccount &account, QLatin1StringView rolePrefix);

void changeGrants(Call &call, ServiceAccount &account, Grants grants);

/// The answer to a creation: the account with the value of its first secret.
Reply createdReply(const NewAccount &created);

} // namespace keywright::sandbox::atlas
