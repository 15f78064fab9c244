#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

enum class LimitSet;

// The query says whom it is about: orgId, groupId or userId, the latter only the caller itself.
// name and endpointPath select.
CallResult listRateLimits(Call &call);
CallResult getRateLimit(Call &call);

QString idOf(LimitSet set);

} // namespace keywright::sandbox::atlas
