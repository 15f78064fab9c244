#pragma once

#include "app/cli/output.h"
#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"

namespace keywright::cli {

/// With descriptions and tags only where `options` ask for them.
QJsonObject resultJson(const LookupResult &result, const LookupOptions &options);
void printResult(const Output &output, const LookupResult &result, const LookupOptions &options);

double milliseconds(std::chrono::microseconds time);
/// "12.5 ms"
QString millisecondsText(std::chrono::microseconds time);

} // namespace keywright::cli
