#include "ui/roles/role_text.h"

#include <QCoreApplication>

namespace keywright {

QString scopeWords(const Scope &scope, const QHash<QString, QString> &projectNames)
{
    switch (scope.kind) {
    case ScopeKind::Organization:
        return QCoreApplication::translate("RoleText", "organization");
    case ScopeKind::AllWorkspaces:
        return QCoreApplication::translate("RoleText", "all workspaces");
    case ScopeKind::Project:
        return projectNames.value(scope.id, scope.id);
    case ScopeKind::Workspace:
        break;
    }
    return scope.id;
}

QString scopePhrase(const Scope &scope, const QHash<QString, QString> &projectNames)
{
    switch (scope.kind) {
    case ScopeKind::Organization:
        return QCoreApplication::translate("RoleText", "the organization");
    case ScopeKind::AllWorkspaces:
        return QCoreApplication::translate("RoleText", "all workspaces");
    case ScopeKind::Workspace:
        return QCoreApplication::translate("RoleText", "workspace %1").arg(scope.id);
    case ScopeKind::Project:
        break;
    }
    return QCoreApplication::translate("RoleText", "project %1")
        .arg(scopeWords(scope, projectNames));
}

QString roleMeaning(const Role &role)
{
    if (!role.privileged)
        return role.description;
    return QCoreApplication::translate("RoleText", "Privileged. %1")
        .arg(role.description)
        .trimmed();
}

} // namespace keywright
