#include "core/provider/tecton/tecton_roles_json.h"

#include "core/base/json_reader.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace keywright::tecton {

namespace {

constexpr QLatin1StringView workspaceResource("RESOURCE_TYPE_WORKSPACE");
constexpr QLatin1StringView organizationResource("RESOURCE_TYPE_ORGANIZATION");
constexpr QLatin1StringView serviceAccountPrincipal("PRINCIPAL_TYPE_SERVICE_ACCOUNT");

QString allWorkspacesType(const PathTable &table)
{
    return table.constant(QStringLiteral("all-workspaces.resource-type"));
}

QString allWorkspacesId(const PathTable &table)
{
    return table.constant(QStringLiteral("all-workspaces.resource-id"));
}

/// What the role means to an admin, for servers that describe it in their own terms or not at all.
QString plainMeaning(const QString &roleId)
{
    struct Meaning
    {
        const char *role;
        const char *text;
    };
    static constexpr Meaning meanings[] = {
        {"viewer", "Sees definitions and metadata, but no feature values."},
        {"consumer",
         "Viewer, and reads online feature values: the least role for programs that look up "
         "features."},
        {"operator", "Viewer, and manages materialization jobs."},
        {"editor", "Applies changes to the workspace; includes Operator and Consumer."},
        {"owner", "Everything in the workspace, including who has access to it."},
        {"admin", "Manages users, service accounts and roles, and creates live workspaces."},
    };
    for (const Meaning &meaning : meanings) {
        if (roleId == QLatin1String(meaning.role))
            return QCoreApplication::translate("TectonRole", meaning.text);
    }
    return {};
}

/// Programs read features; whoever can change definitions or access can do more than that.
bool isPrivileged(const QString &roleId)
{
    return roleId == QLatin1String("editor") || roleId == QLatin1String("owner") ||
           roleId == QLatin1String("admin");
}

QList<ScopeKind> scopesOf(const QStringList &resourceTypes)
{
    if (resourceTypes.contains(workspaceResource))
        return {ScopeKind::Workspace, ScopeKind::AllWorkspaces};
    if (resourceTypes.contains(organizationResource))
        return {ScopeKind::Organization};
    return {};
}

QStringList readPermissions(JsonReader &reader)
{
    QStringList permissions;
    reader.forEach(QStringLiteral("permissions"), [&](JsonReader &item) {
        const QString description = item.optionalString(QStringLiteral("description"));
        if (item.optionalBoolean(QStringLiteral("isAuthorized"), false))
            permissions +=
                description.isEmpty() ? item.optionalString(QStringLiteral("id")) : description;
    });
    return permissions;
}

Role readRole(JsonReader &reader)
{
    Role role;
    role.id = reader.string(QStringLiteral("id"));
    role.name = reader.optionalString(QStringLiteral("name"));
    if (role.name.isEmpty())
        role.name = role.id;
    role.description = plainMeaning(role.id);
    if (role.description.isEmpty())
        role.description = reader.optionalString(QStringLiteral("description"));
    role.scopes = scopesOf(reader.optionalStrings(QStringLiteral("assignableOnResourceTypes")));
    role.permissions = readPermissions(reader);
    role.privileged = isPrivileged(role.id);
    return role;
}

/// From the least role to the most powerful, which is how people choose; unknown ones at the end.
qsizetype rank(const Role &role)
{
    static const QStringList order{QStringLiteral("viewer"),   QStringLiteral("consumer"),
                                   QStringLiteral("operator"), QStringLiteral("editor"),
                                   QStringLiteral("owner"),    QStringLiteral("admin")};
    const qsizetype index = order.indexOf(role.id);
    return index < 0 ? order.size() : index;
}

/// A role on the organisation's resource counts for all workspaces, except the one role that is
/// about the organisation itself.
Scope readScope(
    const QString &type, const QString &id, const QString &assignedRole, const PathTable &table)
{
    const bool isAdmin = assignedRole == table.assignedRole(QStringLiteral("admin"));
    if (type == organizationResource)
        return Scope{isAdmin ? ScopeKind::Organization : ScopeKind::AllWorkspaces, {}};
    if (type == allWorkspacesType(table) && id == allWorkspacesId(table))
        return Scope{ScopeKind::AllWorkspaces, {}};
    return Scope{ScopeKind::Workspace, id};
}

/// The names of the groups it comes from, with an empty one for a direct grant.
QStringList readSources(JsonReader &granted)
{
    QStringList groups;
    granted.forEach(QStringLiteral("roleAssignmentSources"), [&](JsonReader &source) {
        const QString type = source.optionalString(QStringLiteral("assignmentType"));
        if (!type.contains(QLatin1String("GROUP"))) {
            groups.prepend({});
            return;
        }
        const QString name = source.optionalString(QStringLiteral("principalGroupName"));
        groups += name.isEmpty() ? source.optionalString(QStringLiteral("principalGroupId")) : name;
    });
    return groups.isEmpty() ? QStringList{QString()} : groups;
}

QJsonObject resource(const Scope &scope, const PathTable &table)
{
    const auto make = [](const QString &type, const QString &id) {
        return QJsonObject{
            {QStringLiteral("resource_type"), type}, {QStringLiteral("resource_id"), id}};
    };
    switch (scope.kind) {
    case ScopeKind::Organization:
        return make(
            organizationResource, table.constant(QStringLiteral("organization.resource-id")));
    case ScopeKind::AllWorkspaces:
        return make(allWorkspacesType(table), allWorkspacesId(table));
    case ScopeKind::Workspace:
    case ScopeKind::Project:
        return make(workspaceResource, scope.id);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<RoleCatalog> readRoleCatalog(const QJsonObject &answer)
{
    JsonReader reader(answer);
    RoleCatalog catalog;
    reader.forEach(QStringLiteral("roles"), [&](JsonReader &item) {
        const QStringList principals =
            item.optionalStrings(QStringLiteral("assignableToPrincipalTypes"));
        if (!principals.isEmpty() && !principals.contains(serviceAccountPrincipal))
            return;
        const Role role = readRole(item);
        const QString assigned = item.optionalString(QStringLiteral("legacyId"));
        catalog.roles.append(role);
        catalog.assignedRoles.insert(role.id, assigned.isEmpty() ? role.id : assigned);
    });
    if (!reader.ok())
        return failure(reader.error());
    std::stable_sort(catalog.roles.begin(), catalog.roles.end(), [](const Role &a, const Role &b) {
        return rank(a) < rank(b);
    });
    return catalog;
}

QJsonObject assignedRolesBody(const QString &accountId)
{
    return {
        {QStringLiteral("principal_type"), serviceAccountPrincipal},
        {QStringLiteral("principal_id"), accountId}};
}

QJsonObject assignmentBody(
    const QString &accountId, const Scope &scope, const QString &assignedRole,
    const PathTable &table)
{
    QJsonObject assignment = resource(scope, table);
    assignment.insert(QStringLiteral("role"), assignedRole);
    assignment.insert(QStringLiteral("principal_type"), serviceAccountPrincipal);
    assignment.insert(QStringLiteral("principal_id"), accountId);
    return {{QStringLiteral("assignments"), QJsonArray{assignment}}};
}

Result<QList<RoleGrant>> readAssignedRoles(const QJsonObject &answer, const PathTable &table)
{
    JsonReader reader(answer);
    QList<RoleGrant> grants;
    reader.forEach(QStringLiteral("assignments"), [&](JsonReader &item) {
        const QString type = item.string(QStringLiteral("resourceType"));
        const QString id = item.optionalString(QStringLiteral("resourceId"));
        // Roles on secret scopes and the like are none of this console's business.
        const bool known = type == workspaceResource || type == organizationResource ||
                           type == allWorkspacesType(table);
        item.forEach(QStringLiteral("rolesGranted"), [&](JsonReader &granted) {
            const QString role = granted.string(QStringLiteral("role"));
            const QStringList sources = readSources(granted);
            for (const QString &group : sources) {
                if (known)
                    grants.append(RoleGrant{role, readScope(type, id, role, table), group});
            }
        });
    });
    if (!reader.ok())
        return failure(reader.error());
    return grants;
}

} // namespace keywright::tecton
