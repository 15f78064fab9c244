#pragma once

#include "core/connection/session.h"
#include "core/lookup/lookup_request.h"

namespace keywright::cli {

/// The lookup that WORKSPACE/SERVICE:key=value,… describes, with the values as the types that the
/// service gives them; it is asked for these. A value cannot hold a comma. Field errors on
/// "probe".
Async<LookupRequest> readProbe(std::shared_ptr<Session> session, QString text, CancelToken cancel);

} // namespace keywright::cli
