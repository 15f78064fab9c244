#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QMap>

#include <deque>
#include <memory>
#include <optional>

namespace keywright {

/// How often a token endpoint may be asked for one client, counted over the last minute. A server
/// that limits this also counts what it refuses, so asking in vain would only prolong the wait.
class TokenBudget
{
public:
    TokenBudget(int perMinute, std::shared_ptr<const Clock> clock);

    /// Takes one request, or says in a Limit error how long to wait.
    Result<void> take(const QString &clientId);
    /// Counts requests that were sent again meanwhile.
    void spend(const QString &clientId, int requests);
    int left(const QString &clientId) const;
    int perMinute() const { return m_perMinute; }
    /// How long until left() grows; nothing when all are left.
    std::optional<std::chrono::milliseconds> untilMore(const QString &clientId) const;

private:
    using Moments = std::deque<std::chrono::milliseconds>;

    const Moments &recent(const QString &clientId) const;

    int m_perMinute;
    std::shared_ptr<const Clock> m_clock;
    mutable QMap<QString, Moments> m_requests;
};

} // namespace keywright
