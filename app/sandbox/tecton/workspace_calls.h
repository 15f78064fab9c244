#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

/// The workspaces that the caller may see.
CallResult listWorkspaces(CallContext &context, const QJsonObject &request);

} // namespace keywright::sandbox::tecton
