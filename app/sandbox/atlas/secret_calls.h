#pragma once

#include "app/sandbox/atlas/body_reader.h"
#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

/// The lifetime of a new secret, within the limits of the vendor and of the organisation.
std::optional<int> readSecretHours(BodyReader &body, const Settings &settings);

CallResult createOrgSecret(Call &call);
CallResult deleteOrgSecret(Call &call);
CallResult createProjectSecret(Call &call);
CallResult deleteProjectSecret(Call &call);

} // namespace keywright::sandbox::atlas
