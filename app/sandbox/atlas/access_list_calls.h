#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult listOrgAccessList(Call &call);
CallResult addToOrgAccessList(Call &call);
CallResult removeFromOrgAccessList(Call &call);
CallResult listProjectAccessList(Call &call);
CallResult addToProjectAccessList(Call &call);
CallResult removeFromProjectAccessList(Call &call);

} // namespace keywright::sandbox::atlas
