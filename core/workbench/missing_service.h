#pragma once

#include "core/provider/provider.h"

namespace keywright {

/// A lookup that was refused, and what is known of its surroundings.
struct MissingService
{
    MissingService() {}

    QString workspace;
    QString featureService;
    Error error;
    /// Services of that workspace that are known from elsewhere, as no call lists them.
    QStringList knownServices;
};

/// The same refusal, told better where the connection may list the workspaces: whether it is the
/// workspace or the service that does not exist, and which name was probably meant. Always ends in
/// an error to show; never fails itself.
Async<Error>
explainMissing(std::shared_ptr<Provider> provider, MissingService missing, CancelToken cancel);

} // namespace keywright
