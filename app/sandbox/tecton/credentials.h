#pragma once

#include "app/sandbox/secret_values.h"

namespace keywright::sandbox::tecton {

/// Fresh values from the system's random source.
QString newAccountId();
QString newSecretId();
QString newApiKey();
QString newClientSecret();

} // namespace keywright::sandbox::tecton
