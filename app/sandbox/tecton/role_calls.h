#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

CallResult getRoles(CallContext &context, const QJsonObject &request);
CallResult assignRoles(CallContext &context, const QJsonObject &request);
CallResult unassignRoles(CallContext &context, const QJsonObject &request);

} // namespace keywright::sandbox::tecton
