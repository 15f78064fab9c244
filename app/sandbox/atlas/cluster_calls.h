#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult listAllClusters(Call &call); ///< of every project that the caller sees
CallResult listProjectClusters(Call &call);
CallResult getCluster(Call &call);

} // namespace keywright::sandbox::atlas
