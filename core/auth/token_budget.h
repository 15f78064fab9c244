#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QMap>

#include <deque>
#include <memory>
#include <optional>

namespace keywright {

/// How often a token endpoint may be asked for one client, counted over the last minute, and how
/// many of its tokens may live at once. A server that limits this also counts what it refuses, so
/// asking in vain would only prolong the wait. Knows what this program asked for, nothing else.
class TokenBudget
{
public:
    TokenBudget(int perMinute, int mostLive, std::shared_ptr<const Clock> clock);

    /// Takes one request, or says in a Limit error how long to wait.
    Result<void> take(const QString &clientId);
    /// Counts requests that were sent again meanwhile.
    void spend(const QString &clientId, int requests);
    int left(const QString &clientId) const;
    int perMinute() const { return m_perMinute; }
    /// Counts a token that ends by itself after `lifetime`.
    void made(const QString &clientId, std::chrono::seconds lifetime);
    /// Counts a token that the server has forgotten.
    void givenBack(const QString &clientId);
    int live(const QString &clientId) const;
    int mostLive() const { return m_mostLive; }
    /// How long until left() grows; nothing when all are left.
    std::optional<std::chrono::milliseconds> untilMore(const QString &clientId) const;

private:
    using Moments = std::deque<std::chrono::milliseconds>;

    const Moments &recent(const QString &clientId) const;
    Moments &living(const QString &clientId) const;

    int m_perMinute;
    int m_mostLive;
    std::shared_ptr<const Clock> m_clock;
    mutable QMap<QString, Moments> m_requests;
    mutable QMap<QString, Moments> m_ends; ///< of the tokens that live, the next one first
};

} // namespace keywright
