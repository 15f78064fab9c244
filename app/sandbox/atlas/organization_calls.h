#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult systemStatus(Call &call);
CallResult listOrganizations(Call &call);
CallResult getOrganization(Call &call);
CallResult getSettings(Call &call);
CallResult updateSettings(Call &call);

} // namespace keywright::sandbox::atlas
