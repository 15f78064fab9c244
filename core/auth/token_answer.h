#pragma once

#include "core/auth/token_endpoint.h"
#include "core/net/http_message.h"

namespace keywright {

/// Reads the answer of a token endpoint (RFC 6749 §5.1 and §5.2). What the server says about a
/// refusal is told without `clientSecret`, should it repeat it.
Result<AccessToken> readTokenAnswer(const HttpResponse &response, const Secret &clientSecret);

} // namespace keywright
