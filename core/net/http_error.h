#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

namespace keywright {

/// The one mapping from an HTTP status to an Error. `message` is the provider's own sentence
/// (empty: a general one is used), `providerCode` its code. Reads Retry-After (seconds or HTTP
/// date).
Error httpError(
    const HttpResponse &response, const QString &message, const QString &providerCode = {});

} // namespace keywright
