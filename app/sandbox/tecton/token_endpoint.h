#pragma once

#include "app/sandbox/http/http_message.h"
#include "app/sandbox/tecton/state.h"

namespace keywright::sandbox::tecton {

/// The client-credentials grant of RFC 6749 section 4.4, answered as the vendor does: the secret in
/// the body or as Basic, never both, and the scope "everything".
HttpResponse answerTokenRequest(
    const HttpRequest &request, const State &state, const QString &issuer, qint64 nowMs);

/// Authorization server metadata, RFC 8414.
HttpResponse answerDiscovery(const QString &issuer);

} // namespace keywright::sandbox::tecton
