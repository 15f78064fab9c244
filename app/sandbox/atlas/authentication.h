#pragma once

#include "app/sandbox/atlas/api_error.h"
#include "app/sandbox/atlas/caller.h"
#include "app/sandbox/atlas/state.h"

namespace keywright::sandbox::atlas {

/// Who sends this request, by a bearer token or by HTTP digest with an API key pair. 401 with
/// challenges for anything unknown, ended or revoked; 403 when it comes from an address that is not
/// on the access list of the account or key. Counts the use of an access list entry.
ApiResult<Caller> authenticate(const HttpRequest &request, State &state, qint64 nowMs);

} // namespace keywright::sandbox::atlas
