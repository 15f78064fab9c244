#pragma once

#include "core/base/result.h"
#include "core/identity/role.h"

namespace keywright {

/// "org", "all-workspaces", "workspace:NAME", "project:ID", as on the command line.
QString scopeText(const Scope &scope);
Result<Scope> parseScope(const QString &text);

/// "ROLE@SCOPE"
QString grantText(const RoleGrant &grant);
Result<RoleGrant> parseGrant(const QString &text);

} // namespace keywright
