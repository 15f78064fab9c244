#pragma once

#include "core/base/clock.h"
#include "core/connection/session.h"
#include "core/provider/visibility.h"

#include <chrono>

namespace keywright {

/// The part of an account in which the reason of a refusal lies.
enum class AccountPart { None, Secrets, Roles, AccessList };

/// What came out of looking at a system as one of its accounts.
struct AccountSight
{
    QString credential; ///< "Client secret from the keychain"; empty when there was none
    QString answer;     ///< what the server said, in a sentence
    std::chrono::milliseconds duration{0};
    QDateTime tokenExpiresAt;
    VisibleResources seen;
    std::optional<Error> refusal;           ///< nothing was seen, and why
    AccountPart remedy = AccountPart::None; ///< where the refusal can be mended
};

/// Signs in as the account with what the keychain holds, and looks at what it can see. Fails only
/// when it was cancelled. For providers with Provider::visibility().
Async<AccountSight> lookAs(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel);

} // namespace keywright
