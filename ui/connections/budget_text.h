#pragma once

#include "core/provider/call_budget.h"
#include "ui/theme/theme.h"

#include <QString>

#include <chrono>
#include <optional>

namespace keywright {

/// What a server still lets a connection ask, in words: calm while there is plenty, marked when it
/// is nearly used up.
struct BudgetText
{
    QString calm;    ///< "2,940 calls left · 9 of 10 tokens left"; empty when nothing is told
    QString warning; ///< "no tokens left for 12 s"; empty while there is plenty
    Tone tone = Tone::Neutral; ///< of the warning
    QString explanation;       ///< all of it in sentences
    /// When the words change although nothing happens; unset: never.
    std::optional<std::chrono::milliseconds> validFor;

    static BudgetText of(const CallBudget &budget, const QDateTime &now);

    bool operator==(const BudgetText &) const = default;
};

} // namespace keywright
