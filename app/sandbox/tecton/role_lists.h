#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

/// Who holds which role, seen from the principal and from the resource.
CallResult listAssignedRoles(CallContext &context, const QJsonObject &request);
CallResult listAssignedPrincipals(CallContext &context, const QJsonObject &request);

} // namespace keywright::sandbox::tecton
