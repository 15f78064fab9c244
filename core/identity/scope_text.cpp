#include "core/identity/scope_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

constexpr QLatin1StringView organizationWord("org");
constexpr QLatin1StringView allWorkspacesWord("all-workspaces");
constexpr QLatin1StringView workspacePrefix("workspace:");
constexpr QLatin1StringView projectPrefix("project:");

struct ScopeTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(Scope)
};

} // namespace

QString scopeText(const Scope &scope)
{
    switch (scope.kind) {
    case ScopeKind::Organization:
        return organizationWord;
    case ScopeKind::AllWorkspaces:
        return allWorkspacesWord;
    case ScopeKind::Workspace:
        return workspacePrefix + scope.id;
    case ScopeKind::Project:
        return projectPrefix + scope.id;
    }
    Q_UNREACHABLE();
}

Result<Scope> parseScope(const QString &text)
{
    if (text == organizationWord)
        return Scope{ScopeKind::Organization, {}};
    if (text == allWorkspacesWord)
        return Scope{ScopeKind::AllWorkspaces, {}};
    if (text.startsWith(workspacePrefix) && text.size() > workspacePrefix.size())
        return Scope{ScopeKind::Workspace, text.mid(workspacePrefix.size())};
    if (text.startsWith(projectPrefix) && text.size() > projectPrefix.size())
        return Scope{ScopeKind::Project, text.mid(projectPrefix.size())};
    return failure(fieldError(
        QStringLiteral("scope"), ScopeTextMessages::tr("“%1” is not a scope.").arg(text),
        ScopeTextMessages::tr("Write org, all-workspaces, workspace:NAME or project:ID.")));
}

QString grantText(const RoleGrant &grant)
{
    return grant.roleId + QLatin1Char('@') + scopeText(grant.scope);
}

Result<RoleGrant> parseGrant(const QString &text)
{
    // Role ids never contain an @, names of workspaces may.
    const qsizetype at = text.indexOf(QLatin1Char('@'));
    if (at < 1)
        return failure(fieldError(
            QStringLiteral("role"),
            ScopeTextMessages::tr("“%1” is not a role at a scope.").arg(text),
            ScopeTextMessages::tr("Write ROLE@SCOPE, for example consumer@workspace:prod.")));
    Result<Scope> scope = parseScope(text.mid(at + 1));
    if (!scope)
        return failure(std::move(scope).error());
    return RoleGrant{text.left(at), *std::move(scope), {}};
}

} // namespace keywright
