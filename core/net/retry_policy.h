#pragma once

#include "core/net/http_message.h"

#include <chrono>
#include <optional>

namespace keywright {

/// How one attempt at a request ended, as far as it matters for another.
struct AttemptOutcome
{
    int attempt = 1;                                ///< counted from 1
    int status = 0;                                 ///< 0: no answer arrived
    bool connectionFailed = false;                  ///< no answer, for a reason that may pass
    std::optional<std::chrono::seconds> retryAfter; ///< as the server asked
    std::chrono::milliseconds remaining{0};         ///< of the deadline
};

/// Decides whether a request is sent again and after which wait: exponential backoff with full
/// jitter, never beyond the deadline. A write is repeated only after a 429 that says when to come
/// back, as this alone proves that the server did not act.
class RetryPolicy
{
public:
    static constexpr int mostAttempts = 4;
    static constexpr std::chrono::milliseconds firstBackoff{200};
    static constexpr std::chrono::milliseconds longestBackoff{5'000};

    /// The wait before the next attempt, or nothing when this outcome is final. `random` is in
    /// [0, 1).
    static std::optional<std::chrono::milliseconds>
    nextDelay(Replay replay, const AttemptOutcome &outcome, double random);
};

} // namespace keywright
