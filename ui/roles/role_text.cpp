#include "ui/roles/role_text.h"

#include <QCoreApplication>

namespace keywright {

QString scopeWords(const Scope &scope)
{
    switch (scope.kind) {
    case ScopeKind::Organization:
        return QCoreApplication::translate("RoleText", "organization");
    case ScopeKind::AllWorkspaces:
        return QCoreApplication::translate("RoleText", "all workspaces");
    case ScopeKind::Workspace:
    case ScopeKind::Project:
        break;
    }
    return scope.id;
}

QString scopePhrase(const Scope &scope)
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
    return QCoreApplication::translate("RoleText", "project %1").arg(scope.id);
}

} // namespace keywright
