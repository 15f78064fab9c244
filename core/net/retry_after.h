#pragma once

#include "core/net/http_message.h"

#include <chrono>
#include <optional>

namespace keywright {

/// How long the server asks to wait (RFC 9110 §10.2.3), given in seconds or as a date. A date is
/// measured against the server's own Date header, so that a wrong local clock does no harm. Empty
/// when absent or unreadable; at most a day.
std::optional<std::chrono::seconds> retryAfter(const HttpResponse &response);

} // namespace keywright
