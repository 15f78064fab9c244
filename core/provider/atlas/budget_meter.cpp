#include "core/provider/atlas/budget_meter.h"

#include "core/net/retry_after.h"

namespace keywright::atlas {

namespace {

std::optional<int> numberIn(const HttpResponse &response, QByteArrayView header)
{
    bool isNumber = false;
    const int number = response.header(header).trimmed().toInt(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

} // namespace

BudgetMeter::BudgetMeter(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
{
}

void BudgetMeter::hear(const HttpResponse &response)
{
    const auto limit = numberIn(response, "RateLimit-Limit");
    const auto remaining = numberIn(response, "RateLimit-Remaining");
    const auto wait = retryAfter(response);
    if (!limit && !remaining && !wait)
        return;
    m_told.limit = limit;
    m_told.remaining = remaining;
    m_told.toldAt = m_clock->now();
    m_told.retryAt = wait ? m_told.toldAt.addSecs(wait->count()) : QDateTime();
}

} // namespace keywright::atlas
