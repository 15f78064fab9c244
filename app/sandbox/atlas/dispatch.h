#pragma once

#include "app/sandbox/atlas/operations.h"
#include "app/sandbox/http/http_message.h"

namespace keywright::sandbox::atlas {

struct DispatchOptions
{
    qint64 propagationMs = 0;
    int requestsPerMinute = 3000;
    int tokensPerMinute = 10;
    bool tls = false;
};

/// Where the request was sent to: scheme and authority.
QString originOf(const HttpRequest &request, bool tls);

/// Answers one call: who asks, how often, in which version, with which right, with which body; then
/// the call itself. Successful answers carry the RateLimit headers and the version they were made
/// for; pretty and envelope change their form.
HttpResponse dispatch(
    const Operation &operation, const HttpRequest &request, const QStringList &path, State &state,
    const DispatchOptions &options, qint64 nowMs);

} // namespace keywright::sandbox::atlas
