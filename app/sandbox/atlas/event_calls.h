#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

// Newest first. eventType (repeatable), minDate and maxDate select, includeRaw adds "raw".
CallResult listOrgEvents(Call &call);
CallResult listProjectEvents(Call &call);
CallResult listEventTypes(Call &call);

} // namespace keywright::sandbox::atlas
