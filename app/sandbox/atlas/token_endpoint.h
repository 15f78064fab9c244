#pragma once

#include "app/sandbox/atlas/state.h"
#include "app/sandbox/http/http_message.h"

namespace keywright::sandbox::atlas {

/// The client-credentials grant of RFC 6749 section 4.4 with the vendor's limits: so many requests
/// a minute for an account from one address, and 100 live tokens.
HttpResponse answerTokenRequest(
    const HttpRequest &request, State &state, const QString &issuer, int tokensPerMinute,
    qint64 nowMs);

/// RFC 7009. A token of another account or none at all is no error.
HttpResponse answerRevocation(const HttpRequest &request, State &state, qint64 nowMs);

/// A refusal that no request decided, for rehearsed faults: in the words of RFC 6749 where it has
/// some for the status, otherwise as every call of the API tells it.
HttpResponse plainTokenErrorResponse(int status, const QString &detail);

} // namespace keywright::sandbox::atlas
