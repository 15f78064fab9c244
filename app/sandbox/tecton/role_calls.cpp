#include "app/sandbox/tecton/role_calls.h"

#include "app/sandbox/tecton/role_assignment.h"
#include "app/sandbox/tecton/roles.h"

#include <QJsonArray>

#include <array>

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

bool isInherited(const Account &account, const Catalog &catalog, const Grant &grant, qint64 nowMs)
{
    for (const EffectiveGrant &one : effectiveGrants(account, catalog, nowMs)) {
        if (one.group != nullptr && one.grant == grant)
            return true;
    }
    return false;
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

} // namespace keywright::sandbox::tecton
