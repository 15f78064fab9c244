#pragma once

#include "core/connection/session.h"
#include "core/provider/feature_reader.h"

namespace keywright {

/// A reader that acts as one of a connection's accounts, with the secret from the keychain; an
/// empty account id means the connection's own credential.
Async<std::shared_ptr<FeatureReader>>
openReader(std::shared_ptr<Session> session, QString accountId);

} // namespace keywright
