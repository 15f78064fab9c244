#include "app/sandbox/atlas/rate_limiter.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

RateLimiter::Outcome RateLimiter::take(const QString &key, int limit, qint64 nowMs)
{
    constexpr qint64 windowMs = qint64(windowSeconds) * 1000;
    Window &window = m_windows[key];
    if (window.count == 0 || nowMs >= window.startedAtMs + windowMs)
        window = {nowMs, 0};
    Outcome outcome;
    outcome.limit = limit;
    outcome.isAllowed = window.count < limit;
    if (outcome.isAllowed)
        ++window.count;
    else
        outcome.retryAfterSeconds =
            static_cast<int>((window.startedAtMs + windowMs - nowMs + 999) / 1000);
    outcome.remaining = std::max(0, limit - window.count);
    return outcome;
}

} // namespace keywright::sandbox::atlas
