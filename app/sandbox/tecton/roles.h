#pragma once

#include "app/sandbox/tecton/model.h"

#include <QJsonObject>

#include <optional>
#include <span>

namespace keywright::sandbox::tecton {

inline constexpr QLatin1StringView workspaceResource{"RESOURCE_TYPE_WORKSPACE"};
inline constexpr QLatin1StringView organizationResource{"RESOURCE_TYPE_ORGANIZATION"};
inline constexpr QLatin1StringView serviceAccountPrincipal{"PRINCIPAL_TYPE_SERVICE_ACCOUNT"};
inline constexpr QLatin1StringView groupPrincipal{"PRINCIPAL_TYPE_GROUP"};

/// What a role lets its holder do; a role may hold several.
enum Permission : unsigned {
    SeeDefinitions = 1U << 0U,
    ReadFeatures = 1U << 1U,
    ManageJobs = 1U << 2U,
    ApplyChanges = 1U << 3U,
    ManageAccess = 1U << 4U, ///< on the workspace
    Administer = 1U << 5U,   ///< the organisation: accounts, roles, everything else
};

struct RoleDefinition
{
    QLatin1StringView id;
    QLatin1StringView legacyId; ///< what assignments carry
    QLatin1StringView name;
    QLatin1StringView description;
    unsigned permissions;
    bool organizationOnly;
};

std::span<const RoleDefinition> roleCatalogue();
const RoleDefinition *roleByLegacyId(const QString &legacyId);

/// One grant with where it comes from.
struct EffectiveGrant
{
    Grant grant;
    const Group *group = nullptr; ///< null for a direct grant
};

/// Direct and inherited grants that are in effect at @p nowMs.
QList<EffectiveGrant> effectiveGrants(const Account &, const Catalog &, qint64 nowMs);

/// May the account do this in the workspace (directly, through all workspaces, or as admin)?
bool hasPermission(
    const Account &, const Catalog &, const QString &workspace, Permission, qint64 nowMs);
bool isAdmin(const Account &, const Catalog &, qint64 nowMs);
/// True when the account holds the permission on every workspace, existing or not.
bool hasPermissionEverywhere(const Account &, const Catalog &, Permission, qint64 nowMs);

} // namespace keywright::sandbox::tecton
