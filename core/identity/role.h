#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace keywright {

enum class ScopeKind { Organization, AllWorkspaces, Workspace, Project };

/// Where a role applies. `id` is the workspace name or project id, empty for the other kinds.
struct Scope
{
    ScopeKind kind = ScopeKind::Workspace;
    QString id;

    bool operator==(const Scope &) const = default;
};

/// An entry of the provider's role catalogue.
struct Role
{
    QString id; ///< the provider's own id, as used when granting
    QString name;
    QString description;
    QList<ScopeKind> scopes;
    QStringList permissions; ///< in words
    bool privileged = false; ///< more than most programs need: worth a warning
    QString shortName;       ///< where there is little room; empty: the name

    bool operator==(const Role &) const = default;
};

/// A role at a scope, held directly or through a group.
struct RoleGrant
{
    QString roleId;
    Scope scope;
    QString viaGroup; ///< name of the group it is inherited from; empty when held directly

    bool operator==(const RoleGrant &) const = default;
};

} // namespace keywright
