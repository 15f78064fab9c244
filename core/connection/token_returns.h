#pragma once

#include "core/auth/authorizer.h"

#include <chrono>
#include <vector>

namespace keywright {

/// How long the end of the program, of a session or of a proof may take for the sake of tokens that
/// would end by themselves within the hour.
inline constexpr std::chrono::milliseconds signOutDeadline{1500};

/// Tokens on their way back to the servers that gave them. Failures do not matter: the person can
/// do nothing about them.
class TokenReturns
{
public:
    /// Makes the server forget the authorizer's token, within signOutDeadline. Returns at once.
    void begin(std::shared_ptr<Authorizer> authorizer);
    /// Waits for those under way; cancelling ends them.
    Async<void> finish(CancelToken cancel);

private:
    CancelSource m_stop;
    std::vector<Async<void>> m_underWay;
};

} // namespace keywright
