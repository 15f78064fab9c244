#pragma once

#include "core/base/clock.h"
#include "core/net/http_message.h"
#include "core/provider/call_budget.h"

#include <memory>

namespace keywright::atlas {

/// Keeps what answers told about how much may still be asked.
class BudgetMeter
{
public:
    explicit BudgetMeter(std::shared_ptr<const Clock> clock);

    void hear(const HttpResponse &response);
    const CallBudget &told() const { return m_told; }

private:
    std::shared_ptr<const Clock> m_clock;
    CallBudget m_told;
};

} // namespace keywright::atlas
