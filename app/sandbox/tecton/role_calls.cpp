#include "app/sandbox/tecton/role_calls.h"

#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"

#include <QJsonArray>
#include <QMap>

#include <array>
#include <functional>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

struct PermissionName
{
    Permission permission;
    QLatin1StringView id;
    QLatin1StringView description;
};

constexpr std::array permissionNames{
    PermissionName{SeeDefinitions, "see_definitions"_L1, "See definitions and metadata"_L1},
    PermissionName{ReadFeatures, "read_features"_L1, "Read online feature data"_L1},
    PermissionName{ManageJobs, "manage_jobs"_L1, "Manage materialization jobs"_L1},
    PermissionName{ApplyChanges, "apply_changes"_L1, "Apply changes to the workspace"_L1},
    PermissionName{ManageAccess, "manage_access"_L1, "Manage access to the workspace"_L1},
    PermissionName{Administer, "administer"_L1, "Manage users, service accounts and roles"_L1},
};

QJsonArray permissionsOf(const RoleDefinition &role)
{
    QJsonArray permissions;
    for (const PermissionName &known : permissionNames) {
        permissions.append(QJsonObject{
            {u"id"_s, known.id},
            {u"description"_s, known.description},
            {u"is_authorized"_s, (role.permissions & known.permission) != 0},
        });
    }
    return permissions;
}

/// The vendor does not publish which resource means "all workspaces", so the organisation with any
/// id and the workspace "*" are both understood; answers always name the organisation.
ApiResult<Grant> readGrant(const CallContext &context, const QJsonObject &from)
{
    Grant grant{
        textField(from, "resource_type"_L1), textField(from, "resource_id"_L1),
        textField(from, "role"_L1)};
    const RoleDefinition *role = roleByLegacyId(grant.role);
    if (role == nullptr)
        return tl::unexpected(invalidArgument(u"There is no role \"%1\""_s.arg(grant.role)));
    if (grant.resourceType == workspaceResource && grant.resourceId == "*"_L1)
        grant.resourceType = organizationResource;
    if (grant.resourceType == organizationResource) {
        grant.resourceId = context.catalog.organizationId;
        return grant;
    }
    if (grant.resourceType != workspaceResource)
        return tl::unexpected(
            invalidArgument(u"Roles cannot be assigned on \"%1\""_s.arg(grant.resourceType)));
    if (role->organizationOnly)
        return tl::unexpected(
            invalidArgument(u"The %1 role is assigned on the organization only"_s.arg(role->name)));
    return grant;
}

ApiResult<void> requireAccessManager(const CallContext &context, const Grant &grant)
{
    const bool ownsWorkspace = grant.resourceType == workspaceResource &&
                               hasPermission(
                                   context.callerAccount(), context.catalog, grant.resourceId,
                                   ManageAccess, context.nowMs);
    if (!ownsWorkspace && !context.callerIsAdmin())
        return tl::unexpected(
            permissionDenied(u"This needs the Admin role or the Owner role on the workspace"_s));
    if (grant.resourceType == workspaceResource &&
        context.catalog.workspace(grant.resourceId) == nullptr)
        return tl::unexpected(notFound(u"There is no workspace \"%1\""_s.arg(grant.resourceId)));
    return {};
}

struct Assignment
{
    Grant grant;
    QString accountId;
};

ApiResult<Assignment> readAssignment(CallContext &context, const QJsonObject &from)
{
    if (textField(from, "principal_type"_L1) != serviceAccountPrincipal)
        return tl::unexpected(
            unimplemented(u"The sandbox changes the roles of service accounts only"_s));
    const auto grant = readGrant(context, from);
    if (!grant)
        return tl::unexpected(grant.error());
    if (const auto allowed = requireAccessManager(context, *grant); !allowed)
        return tl::unexpected(allowed.error());
    const QString accountId = textField(from, "principal_id"_L1);
    if (context.state.account(accountId) == nullptr)
        return tl::unexpected(notFound(u"There is no service account %1"_s.arg(accountId)));
    return Assignment{*grant, accountId};
}

/// All of them, or the error of the first that is not possible: nothing is changed in that case.
ApiResult<QList<Assignment>> readAssignments(CallContext &context, const QJsonObject &request)
{
    QList<Assignment> assignments;
    for (const QJsonValue &item : field(request, "assignments"_L1).toArray()) {
        const auto assignment = readAssignment(context, item.toObject());
        if (!assignment)
            return tl::unexpected(assignment.error());
        assignments.append(*assignment);
    }
    if (assignments.isEmpty())
        return tl::unexpected(invalidArgument(u"The assignments are missing"_s));
    return assignments;
}

bool isInherited(const Account &account, const Catalog &catalog, const Grant &grant, qint64 nowMs)
{
    for (const EffectiveGrant &one : effectiveGrants(account, catalog, nowMs)) {
        if (one.group != nullptr && one.grant == grant)
            return true;
    }
    return false;
}

QJsonObject sourceOf(const Group *group)
{
    if (group == nullptr)
        return {{u"assignment_type"_s, u"DIRECT"_s}};
    return {
        {u"assignment_type"_s, u"FROM_PRINCIPAL_GROUP"_s},
        {u"principal_group_name"_s, group->name},
        {u"principal_group_id"_s, group->id},
    };
}

/// role -> where it comes from
using Sources = QMap<QString, QJsonArray>;

QJsonArray toRolesGranted(const Sources &sources)
{
    QJsonArray granted;
    for (auto it = sources.cbegin(); it != sources.cend(); ++it)
        granted.append(
            QJsonObject{{u"role"_s, it.key()}, {u"role_assignment_sources"_s, it.value()}});
    return granted;
}

/// What was assigned, in effect already or not.
QList<EffectiveGrant> assignedGrants(const Account &account, const Catalog &catalog)
{
    const qint64 whenEverythingIsInEffect = account.grants.effectiveFromMs;
    return effectiveGrants(account, catalog, whenEverythingIsInEffect);
}

struct RoleFilter
{
    QString resourceType;
    QStringList resourceIds;
    QStringList roles;

    bool accepts(const Grant &grant) const
    {
        return (resourceType.isEmpty() || grant.resourceType == resourceType) &&
               (resourceIds.isEmpty() || resourceIds.contains(grant.resourceId)) &&
               (roles.isEmpty() || roles.contains(grant.role));
    }
};

QJsonArray assignmentsOf(const QList<EffectiveGrant> &grants, const RoleFilter &filter)
{
    QMap<std::pair<QString, QString>, Sources> byResource;
    for (const EffectiveGrant &one : grants) {
        if (filter.accepts(one.grant))
            byResource[{one.grant.resourceType, one.grant.resourceId}][one.grant.role].append(
                sourceOf(one.group));
    }
    QJsonArray assignments;
    for (auto it = byResource.cbegin(); it != byResource.cend(); ++it) {
        assignments.append(QJsonObject{
            {u"resource_type"_s, it.key().first},
            {u"resource_id"_s, it.key().second},
            {u"roles_granted"_s, toRolesGranted(it.value())},
        });
    }
    return assignments;
}

QJsonObject principal(QLatin1StringView type, const QString &id, const Sources &sources)
{
    return {
        {u"principal_type"_s, type},
        {u"principal_id"_s, id},
        {u"roles_granted"_s, toRolesGranted(sources)},
    };
}

Sources sourcesOn(const QList<EffectiveGrant> &grants, const Grant &resource)
{
    Sources sources;
    for (const EffectiveGrant &one : grants) {
        if (one.grant.resourceType == resource.resourceType &&
            one.grant.resourceId == resource.resourceId)
            sources[one.grant.role].append(sourceOf(one.group));
    }
    return sources;
}

} // namespace

CallResult getRoles(CallContext & /*context*/, const QJsonObject & /*request*/)
{
    QJsonArray roles;
    for (const RoleDefinition &role : roleCatalogue()) {
        QJsonArray resources{organizationResource};
        if (!role.organizationOnly)
            resources.append(workspaceResource);
        roles.append(QJsonObject{
            {u"id"_s, role.id},
            {u"name"_s, role.name},
            {u"description"_s, role.description},
            {u"legacy_id"_s, role.legacyId},
            {u"assignable_on_resource_types"_s, resources},
            {u"assignable_to_principal_types"_s,
             QJsonArray{u"PRINCIPAL_TYPE_USER"_s, serviceAccountPrincipal, groupPrincipal}},
            {u"permissions"_s, permissionsOf(role)},
        });
    }
    return QJsonObject{{u"roles"_s, roles}};
}

CallResult assignRoles(CallContext &context, const QJsonObject &request)
{
    const auto assignments = readAssignments(context, request);
    if (!assignments)
        return tl::unexpected(assignments.error());
    for (const Assignment &assignment : *assignments) {
        auto &grants = context.state.account(assignment.accountId)->grants;
        if (grants.current.contains(assignment.grant))
            continue;
        QList<Grant> more = grants.current;
        more.append(assignment.grant);
        grants.change(more, context.nowMs, context.propagationMs);
    }
    return QJsonObject();
}

CallResult unassignRoles(CallContext &context, const QJsonObject &request)
{
    const auto assignments = readAssignments(context, request);
    if (!assignments)
        return tl::unexpected(assignments.error());
    for (const Assignment &assignment : *assignments) {
        const Account &account = *context.state.account(assignment.accountId);
        const bool direct = account.grants.current.contains(assignment.grant);
        if (!direct && isInherited(account, context.catalog, assignment.grant, context.nowMs))
            return tl::unexpected(failedPrecondition(
                u"The role %1 comes from a group and has to be removed there"_s.arg(
                    assignment.grant.role)));
    }
    for (const Assignment &assignment : *assignments) {
        auto &grants = context.state.account(assignment.accountId)->grants;
        QList<Grant> fewer = grants.current;
        if (fewer.removeAll(assignment.grant) > 0)
            grants.change(fewer, context.nowMs, context.propagationMs);
    }
    return QJsonObject();
}

CallResult listAssignedRoles(CallContext &context, const QJsonObject &request)
{
    if (textField(request, "principal_type"_L1) != serviceAccountPrincipal)
        return tl::unexpected(
            unimplemented(u"The sandbox knows the roles of service accounts only"_s));
    const QString id = textField(request, "principal_id"_L1);
    const Account *account = std::as_const(context.state).account(id);
    if (id != context.caller.accountId) {
        const auto found = administeredAccount(context, id);
        if (!found)
            return tl::unexpected(found.error());
    }
    const RoleFilter filter{
        textField(request, "resource_type"_L1), textListField(request, "resource_ids"_L1),
        textListField(request, "roles"_L1)};
    return QJsonObject{
        {u"assignments"_s, assignmentsOf(assignedGrants(*account, context.catalog), filter)}};
}

CallResult listAssignedPrincipals(CallContext &context, const QJsonObject &request)
{
    Grant resource{
        textField(request, "resource_type"_L1), textField(request, "resource_id"_L1), QString()};
    if (resource.resourceType == organizationResource)
        resource.resourceId = context.catalog.organizationId;
    if (const auto allowed = requireAccessManager(context, resource); !allowed)
        return tl::unexpected(allowed.error());
    QJsonArray principals;
    for (const QString &id : context.state.accountIds()) {
        const Account &account = *std::as_const(context.state).account(id);
        const Sources sources = sourcesOn(assignedGrants(account, context.catalog), resource);
        if (!sources.isEmpty())
            principals.append(principal(serviceAccountPrincipal, id, sources));
    }
    for (const Group &group : context.catalog.groups) {
        QList<EffectiveGrant> grants;
        for (const Grant &grant : group.grants)
            grants.append({grant, nullptr});
        const Sources sources = sourcesOn(grants, resource);
        if (!sources.isEmpty())
            principals.append(principal(groupPrincipal, group.id, sources));
    }
    return QJsonObject{{u"assignments"_s, principals}};
}

CallResult listWorkspaces(CallContext &context, const QJsonObject & /*request*/)
{
    QJsonArray workspaces;
    for (const Workspace &workspace : context.catalog.workspaces) {
        if (!hasPermission(
                context.callerAccount(), context.catalog, workspace.name, SeeDefinitions,
                context.nowMs))
            continue;
        workspaces.append(QJsonObject{
            {u"name"_s, workspace.name},
            {u"created_at"_s, toTimestamp(workspace.createdAtMs)},
            {u"capabilities"_s, QJsonObject{{u"materializable"_s, workspace.materializable}}},
        });
    }
    return QJsonObject{{u"workspaces"_s, workspaces}};
}

} // namespace keywright::sandbox::tecton
