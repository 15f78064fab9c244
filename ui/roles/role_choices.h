#pragma once

#include "core/provider/capabilities.h"

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

/// Of the catalogue what a connection with these capabilities can give, and where; projects by
/// name, behind all other places.
RoleChoices roleChoices(
    const Capabilities &capabilities, const QList<Role> &catalog, const QList<Scope> &scopes,
    const QHash<QString, QString> &projectNames);

} // namespace keywright
