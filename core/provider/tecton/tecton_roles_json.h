#pragma once

#include "core/base/result.h"
#include "core/identity/role.h"
#include "core/provider/tecton/path_table.h"

#include <QJsonObject>
#include <QMap>

namespace keywright::tecton {

// Roles and assignments to JSON and back. The catalogue names a role "consumer", assignments name
// it by another id; everything outside of this folder sees only the first.

struct RoleCatalog
{
    QList<Role> roles;
    QMap<QString, QString> assignedRoles; ///< catalogue id → id in assignments, as the server says
};
Result<RoleCatalog> readRoleCatalog(const QJsonObject &answer);

QJsonObject assignedRolesBody(const QString &accountId);
QJsonObject assignmentBody(
    const QString &accountId, const Scope &scope, const QString &assignedRole,
    const PathTable &table);

/// The grants of an account; RoleGrant::roleId is still the id that assignments carry. A role that
/// is held directly and through groups appears once for each.
Result<QList<RoleGrant>> readAssignedRoles(const QJsonObject &answer, const PathTable &table);

} // namespace keywright::tecton
