#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult listOrgApiKeys(Call &call);
CallResult createOrgApiKey(Call &call);
CallResult listProjectApiKeys(Call &call);

/// Grants as a list of {orgId or groupId, roleName}.
QJsonArray rolesToJson(const Grants &grants, const QString &organizationId);

} // namespace keywright::sandbox::atlas
