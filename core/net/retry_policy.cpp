#include "core/net/retry_policy.h"

#include <algorithm>

namespace keywright {

namespace {

bool mayRepeat(Replay replay, const AttemptOutcome &outcome)
{
    if (replay == Replay::Never)
        return outcome.status == 429 && outcome.retryAfter.has_value();
    switch (outcome.status) {
    case 0:
        return outcome.connectionFailed;
    case 429:
    case 502:
    case 503:
    case 504:
        return true;
    default:
        return false;
    }
}

std::chrono::milliseconds backoff(int attempt, double random)
{
    const auto ceiling =
        std::min(RetryPolicy::firstBackoff * (1 << (attempt - 1)), RetryPolicy::longestBackoff);
    return std::chrono::duration_cast<std::chrono::milliseconds>(ceiling * random);
}

} // namespace

std::optional<std::chrono::milliseconds>
RetryPolicy::nextDelay(Replay replay, const AttemptOutcome &outcome, double random)
{
    if (outcome.attempt >= mostAttempts || !mayRepeat(replay, outcome))
        return std::nullopt;
    // The jitter also comes on top of Retry-After, or all who were told the same moment would
    // return together.
    std::chrono::milliseconds delay = backoff(outcome.attempt, random);
    if (outcome.retryAfter)
        delay += *outcome.retryAfter;
    if (delay >= outcome.remaining)
        return std::nullopt;
    return delay;
}

} // namespace keywright
