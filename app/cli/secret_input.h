#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

namespace keywright::cli {

/// Reads one line from standard input. On a terminal it asks with `prompt` and does not echo.
Result<Secret> readSecretLine(const QString &prompt);

} // namespace keywright::cli
