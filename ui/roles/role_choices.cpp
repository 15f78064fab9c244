#include "ui/roles/role_choices.h"

#include "ui/roles/role_text.h"

#include <algorithm>

namespace keywright {

namespace {

bool isGivenAt(const Role &role, const QList<ScopeKind> &kinds)
{
    return kinds.isEmpty() ||
           std::any_of(role.scopes.cbegin(), role.scopes.cend(), [&kinds](ScopeKind kind) {
               return kinds.contains(kind);
           });
}

} // namespace

RoleChoices roleChoices(
    const Capabilities &capabilities, const QList<Role> &catalog, const QList<Scope> &scopes,
    const QHash<QString, QString> &projectNames)
{
    RoleChoices choices;
    for (const Role &role : catalog) {
        if (isGivenAt(role, capabilities.scopeKinds))
            choices.roles.append(role);
    }
    choices.projectNames = projectNames;
    choices.scopes = scopes;
    std::stable_sort(
        choices.scopes.begin(), choices.scopes.end(),
        [&projectNames](const Scope &a, const Scope &b) {
            if (a.kind != ScopeKind::Project || b.kind != ScopeKind::Project)
                return a.kind != ScopeKind::Project && b.kind == ScopeKind::Project;
            const QString name = scopeWords(a, projectNames);
            return name.localeAwareCompare(scopeWords(b, projectNames)) < 0;
        });
    if (capabilities.takesUnknownRoles)
        choices.typedRoleScopes = capabilities.scopeKinds;
    return choices;
}

} // namespace keywright
