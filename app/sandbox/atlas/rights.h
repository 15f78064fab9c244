#pragma once

#include "app/sandbox/atlas/caller.h"

namespace keywright::sandbox::atlas {

/// The least role that a call asks for.
enum class Right {
    Any,
    OrganizationMember,
    OrganizationReadOnly,
    OrganizationOwner,
    ProjectReadOnly,
    ProjectAccessManager,
    ProjectOwner,
};

/// Whether the grants suffice; @p projectId is looked at for project rights only.
bool allows(const Grants &grants, Right right, const QString &projectId);
bool isOrganizationRight(Right right);
bool isProjectRight(Right right);

QString roleNameOf(Right right); ///< as people say it, for example Organization Owner

inline constexpr QLatin1StringView organizationRolePrefix{"ORG_"};
inline constexpr QLatin1StringView projectRolePrefix{"GROUP_"};

} // namespace keywright::sandbox::atlas
