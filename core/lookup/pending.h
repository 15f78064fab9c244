#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/net/pause.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace keywright {

/// One refusal of a fresh credential, and what happens next.
struct PendingRefusal
{
    Error refusal;
    int attempts = 0;
    std::chrono::milliseconds nextTryIn{0};
    std::chrono::milliseconds timeLeft{0}; ///< until the refusal is taken at its word
};

/// Waits; ends early when cancelled.
using Pause = std::function<QCoro::Task<void>(std::chrono::milliseconds, CancelToken)>;

/// How long a refusal of a fresh credential or role counts as "not in effect yet".
struct PendingPolicy
{
    explicit PendingPolicy(std::shared_ptr<const Clock> monotonicClock)
        : clock(std::move(monotonicClock))
        , since(clock->elapsed())
    {
    }

    std::shared_ptr<const Clock> clock;
    std::chrono::milliseconds since; ///< Clock::elapsed() when the credential was made
    std::chrono::milliseconds window{60'000};
    std::chrono::milliseconds firstPause{1'000};
    std::chrono::milliseconds longestPause{8'000};
    Pause wait = pause;
};

/// Refused by the credential or its roles: what a change that is not in effect yet looks like.
bool looksPending(const Error &error);

/// What a wait that was cancelled ends as.
Error cancelledWhilePending();

/// Calls `attempt` until it is not refused any more, its failure is of another kind, or the
/// policy's window is over; then its last result is the result. `refused` hears of each refusal
/// that is tried again. A credential older than the window gets exactly one attempt.
template <class T>
Async<T> retryWhilePending(
    std::function<Async<T>()> attempt, PendingPolicy policy, CancelToken cancel,
    std::function<void(const PendingRefusal &)> refused)
{
    std::chrono::milliseconds longest = policy.firstPause;
    for (int attempts = 1;; ++attempts) {
        Async<T> task = attempt();
        Result<T> result = co_await std::move(task);
        const std::chrono::milliseconds timeLeft =
            policy.since + policy.window - policy.clock->elapsed();
        if (result || !looksPending(result.error()) || timeLeft.count() <= 0)
            co_return result;
        const std::chrono::milliseconds nextTryIn = std::min(longest, timeLeft);
        if (refused)
            refused(PendingRefusal{result.error(), attempts, nextTryIn, timeLeft});
        QCoro::Task<void> waiting = policy.wait(nextTryIn, cancel);
        co_await std::move(waiting);
        if (cancel.isCancelled())
            co_return Result<T>(failure(cancelledWhilePending()));
        longest = std::min(longest * 2, policy.longestPause);
    }
}

} // namespace keywright
