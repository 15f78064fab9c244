#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

namespace keywright {

/// The one mapping from an HTTP status to an Error. `message` is the provider's own sentence
/// (empty: a general one is used), `providerCode` its code. Reads Retry-After (seconds or HTTP
/// date).
Error httpError(
    const HttpResponse &response, const QString &message, const QString &providerCode = {});

/// "Wait 7 seconds and try again.", or a moment where the server does not say how long.
QString waitHint(std::optional<std::chrono::seconds> wait);

/// Whether a write that was answered with this status may have taken effect all the same: a gateway
/// that gave up, or a server that failed on the way, says nothing about what had happened by then.
bool mayHaveActed(int status);

} // namespace keywright
