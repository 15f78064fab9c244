#include "app/sandbox/tecton/roles.h"

#include <algorithm>
#include <array>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr unsigned consumerPermissions = SeeDefinitions | ReadFeatures;
constexpr unsigned operatorPermissions = SeeDefinitions | ManageJobs;
constexpr unsigned editorPermissions = consumerPermissions | operatorPermissions | ApplyChanges;
constexpr unsigned ownerPermissions = editorPermissions | ManageAccess;

constexpr std::array catalogue{
    RoleDefinition{
        "viewer"_L1, "view_role"_L1, "Viewer"_L1, "See definitions and metadata"_L1, SeeDefinitions,
        false},
    RoleDefinition{
        "consumer"_L1, "read_data_role"_L1, "Consumer"_L1,
        "See definitions and read online feature data"_L1, consumerPermissions, false},
    RoleDefinition{
        "operator"_L1, "operate_role"_L1, "Operator"_L1,
        "See definitions and manage materialization jobs"_L1, operatorPermissions, false},
    RoleDefinition{
        "editor"_L1, "apply_role"_L1, "Editor"_L1,
        "Apply changes to the workspace, read feature data and manage jobs"_L1, editorPermissions,
        false},
    RoleDefinition{
        "owner"_L1, "manage_role"_L1, "Owner"_L1, "Everything in the workspace, access included"_L1,
        ownerPermissions, false},
    RoleDefinition{
        "admin"_L1, "admin_role"_L1, "Admin"_L1,
        "Manage users, service accounts, roles and live workspaces"_L1,
        ownerPermissions | Administer, true},
};

bool grants(const Grant &grant, Permission permission)
{
    const RoleDefinition *role = roleByLegacyId(grant.role);
    return role != nullptr && (role->permissions & permission) != 0;
}

template <class Predicate>
bool anyGrant(const Account &account, const Catalog &catalog, qint64 nowMs, Predicate predicate)
{
    const QList<EffectiveGrant> all = effectiveGrants(account, catalog, nowMs);
    return std::any_of(
        all.begin(), all.end(), [&](const EffectiveGrant &one) { return predicate(one.grant); });
}

} // namespace

std::span<const RoleDefinition> roleCatalogue()
{
    return catalogue;
}

const RoleDefinition *roleByLegacyId(const QString &legacyId)
{
    const auto *const found =
        std::find_if(catalogue.begin(), catalogue.end(), [&](const RoleDefinition &role) {
            return role.legacyId == legacyId;
        });
    return found == catalogue.end() ? nullptr : found;
}

QList<EffectiveGrant> effectiveGrants(const Account &account, const Catalog &catalog, qint64 nowMs)
{
    QList<EffectiveGrant> all;
    for (const Grant &grant : account.grants.effective(nowMs))
        all.append({grant, nullptr});
    for (const QString &groupId : account.groupIds) {
        const Group *group = catalog.group(groupId);
        if (group == nullptr)
            continue;
        for (const Grant &grant : group->grants)
            all.append({grant, group});
    }
    return all;
}

bool hasPermission(
    const Account &account, const Catalog &catalog, const QString &workspace, Permission permission,
    qint64 nowMs)
{
    return anyGrant(account, catalog, nowMs, [&](const Grant &grant) {
        const bool here =
            grant.resourceType == organizationResource ||
            (grant.resourceType == workspaceResource && grant.resourceId == workspace);
        return here && grants(grant, permission);
    });
}

bool isAdmin(const Account &account, const Catalog &catalog, qint64 nowMs)
{
    return hasPermissionEverywhere(account, catalog, Administer, nowMs);
}

bool hasPermissionEverywhere(
    const Account &account, const Catalog &catalog, Permission permission, qint64 nowMs)
{
    return anyGrant(account, catalog, nowMs, [&](const Grant &grant) {
        return grant.resourceType == organizationResource && grants(grant, permission);
    });
}

} // namespace keywright::sandbox::tecton
