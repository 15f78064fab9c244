#pragma once

#include "core/provider/tecton/account_calls.h"
#include "core/provider/tecton/tecton_roles_json.h"

namespace keywright::tecton {

// One job per management call on roles and workspaces. Role ids are those of the catalogue.

Async<RoleCatalog> fetchRoleCatalog(Api api, CancelToken cancel);
Async<QList<RoleGrant>> rolesOf(Api api, QString accountId, CancelToken cancel);
Async<void> assignRole(Api api, QString accountId, RoleGrant grant, CancelToken cancel);
Async<void> removeRole(Api api, QString accountId, RoleGrant grant, CancelToken cancel);
Async<QList<Scope>> listWorkspaces(Api api, CancelToken cancel);

} // namespace keywright::tecton
