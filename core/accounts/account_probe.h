#pragma once

#include "core/base/clock.h"
#include "core/connection/session.h"

#include <chrono>

namespace keywright {

/// What came out of signing in as an account.
struct ProbeResult
{
    QString credential; ///< "client secret from the keychain"
    QString answer;     ///< what the server said
    std::chrono::milliseconds duration{0};
    QDateTime tokenExpiresAt; ///< OAuth only
};

/// Signs in as the account with what the keychain holds: an OAuth account exchanges its secret for
/// a fresh token, of an API key the server is asked whose it is. NotFound when the keychain holds
/// nothing.
Async<ProbeResult> probeAccount(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel);

} // namespace keywright
