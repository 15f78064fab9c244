#pragma once

#include "app/cli/output.h"

#include <optional>

namespace keywright::cli {

/// Says on standard error where a new secret is safe, or that it is lost and what to do (`ifLost`).
/// Returns whether nothing is missing. Call it after the secret was printed.
bool reportNewSecret(
    const Output &output, const QString &storedAs, const std::optional<Error> &storeError,
    const QString &ifLost);

} // namespace keywright::cli
