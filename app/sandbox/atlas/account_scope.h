#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

/// The account that the path names, path[1]; 404 when there is none in this scope.
ApiResult<ServiceAccount *> orgAccount(Call &call);
ApiResult<ServiceAccount *> projectAccount(Call &call);

/// Members of the scope that the query wants, oldest first. Accounts that the system manages are
/// left out unless includeSystemManaged says otherwise.
QList<const ServiceAccount *> orgAccounts(const Call &call);
QList<const ServiceAccount *> projectAccounts(const Call &call);

} // namespace keywright::sandbox::atlas
