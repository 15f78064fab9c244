#pragma once

#include "core/identity/role.h"

#include <QHash>

namespace keywright {

/// What can be chosen when a role is given.
struct RoleChoices
{
    QList<Role> roles;
    QList<Scope> scopes;
    QHash<QString, QString> projectNames; ///< by id
    /// Where a role that is typed by its id may apply; empty where only catalogued ones are taken.
    QList<ScopeKind> typedRoleScopes;
    bool isPlaceGiven = false; ///< `scopes` has the only place, and it is told elsewhere

    bool operator==(const RoleChoices &) const = default;
};

} // namespace keywright
