#include "core/auth/token_budget.h"

#include "core/net/http_error.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds period = 60s;

struct TokenBudgetMessages
{
    Q_DECLARE_TR_FUNCTIONS(TokenBudget)
};

Error spentError(int perMinute, std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    Error error = makeError(
        ErrorKind::Limit,
        TokenBudgetMessages::tr(
            "No token was asked for: the server gives at most %1 a minute to one service "
            "account, and these have been used.")
            .arg(perMinute),
        waitHint(seconds));
    error.retryAfter = seconds;
    return error;
}

Error tooManyLiveError(int mostLive, std::chrono::milliseconds wait)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait);
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait);
    Error error = makeError(
        ErrorKind::Limit,
        TokenBudgetMessages::tr(
            "No token was asked for: at most %1 tokens of one service account live at once, and "
            "this program holds as many.")
            .arg(mostLive),
        TokenBudgetMessages::tr("The first of them ends within %1 minutes. Quitting gives them "
                                "back.")
            .arg(minutes.count()));
    error.retryAfter = seconds;
    return error;
}

} // namespace

TokenBudget::TokenBudget(int perMinute, int mostLive, std::shared_ptr<const Clock> clock)
    : m_perMinute(perMinute)
    , m_mostLive(mostLive)
    , m_clock(std::move(clock))
{
}

const TokenBudget::Moments &TokenBudget::recent(const QString &clientId) const
{
    Moments &moments = m_requests[clientId];
    const auto now = m_clock->elapsed();
    while (!moments.empty() && moments.front() + period <= now)
        moments.pop_front();
    return moments;
}

Result<void> TokenBudget::take(const QString &clientId)
{
    const Moments &moments = recent(clientId);
    if (left(clientId) == 0) {
        // As many must have become older than a minute as would leave room for one.
        const auto blocking = moments.end() - m_perMinute;
        return failure(spentError(m_perMinute, *blocking + period - m_clock->elapsed()));
    }
    const Moments &ends = living(clientId);
    if (static_cast<int>(ends.size()) >= m_mostLive)
        return failure(tooManyLiveError(m_mostLive, ends.front() - m_clock->elapsed()));
    spend(clientId, 1);
    return {};
}

void TokenBudget::spend(const QString &clientId, int requests)
{
    m_requests[clientId].insert(
        m_requests[clientId].end(), static_cast<std::size_t>(std::max(0, requests)),
        m_clock->elapsed());
}

int TokenBudget::left(const QString &clientId) const
{
    return std::max(0, m_perMinute - static_cast<int>(recent(clientId).size()));
}

TokenBudget::Moments &TokenBudget::living(const QString &clientId) const
{
    Moments &ends = m_ends[clientId];
    const auto now = m_clock->elapsed();
    while (!ends.empty() && ends.front() <= now)
        ends.pop_front();
    return ends;
}

void TokenBudget::made(const QString &clientId, std::chrono::seconds lifetime)
{
    Moments &ends = living(clientId);
    const std::chrono::milliseconds end = m_clock->elapsed() + lifetime;
    ends.insert(std::upper_bound(ends.begin(), ends.end(), end), end);
}

void TokenBudget::givenBack(const QString &clientId)
{
    // Whichever it was: the one that would have lived on is counted until its end.
    Moments &ends = living(clientId);
    if (!ends.empty())
        ends.pop_front();
}

int TokenBudget::live(const QString &clientId) const
{
    return static_cast<int>(living(clientId).size());
}

std::optional<std::chrono::milliseconds> TokenBudget::untilMore(const QString &clientId) const
{
    const Moments &moments = recent(clientId);
    if (moments.empty())
        return std::nullopt;
    // More than the limit can have been spent by requests that were sent again.
    const auto excess = std::max<qsizetype>(0, qsizetype(moments.size()) - m_perMinute);
    return *(moments.begin() + excess) + period - m_clock->elapsed();
}

} // namespace keywright
