#pragma once

#include "app/cli/cli_context.h"

namespace keywright::cli {

/// "720" (hours) or "30d" (days) as hours; empty text is 0, the provider's own default.
Result<int> parseLifetimeHours(const QString &text);

/// The hours that a new secret will have: `wanted`, capped with a sentence on standard error where
/// the provider or the organisation allows less. Refuses what is too short, and any wish where
/// secrets do not end.
Async<int> allowedLifetime(Context cli, std::shared_ptr<Session> session, int wanted);

} // namespace keywright::cli
