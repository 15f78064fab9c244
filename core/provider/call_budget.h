#pragma once

#include <QDateTime>

#include <optional>

namespace keywright {

/// How much the server still lets this connection ask, as its last answer told.
struct CallBudget
{
    std::optional<int> limit;     ///< calls in the server's period (RateLimit-Limit)
    std::optional<int> remaining; ///< of these (RateLimit-Remaining)
    QDateTime retryAt;            ///< not before then, after a refusal (Retry-After); else invalid
    QDateTime toldAt;             ///< when the server told; invalid: it has not

    /// How many tokens the connection's own account may still ask for in this minute.
    std::optional<int> tokensLeft;
    std::optional<int> tokenLimit;     ///< how many in a minute
    QDateTime moreTokensAt;            ///< when tokensLeft grows next; invalid: it is full
    int tokensLive = 0;                ///< of that account, made by this program
    std::optional<int> mostTokensLive; ///< how many the server lets live at once

    bool operator==(const CallBudget &) const = default;
};

} // namespace keywright
