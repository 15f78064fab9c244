#pragma once

#include "core/provider/provider_factory.h"

namespace keywright::atlas {

// What a connection's settings mean. Pure functions.

/// Why they cannot work, as an error on the field that is wrong.
std::optional<Error>
settingsProblem(const ProviderSettings &settings, const ProviderCredential &credential);

Capabilities capabilitiesFor(const ProviderSettings &settings);

/// Below the base URL, so that other clouds of the vendor work, unless the connection names one.
QUrl tokenUrlFor(const ProviderSettings &settings);
/// Beside a token URL that is named like the vendor's, else below the base URL.
QUrl revocationUrlFor(const QUrl &baseUrl, const QUrl &tokenUrl);

} // namespace keywright::atlas
