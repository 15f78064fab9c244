#pragma once

#include "core/base/result.h"

namespace keywright::cli {

/// "720" (hours) or "30d" (days) as hours; empty text is 0, the provider's own default.
Result<int> parseLifetimeHours(const QString &text);

} // namespace keywright::cli
