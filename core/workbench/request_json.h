#pragma once

#include "core/lookup/lookup_request.h"

namespace keywright {

/// A request as one line of JSON, the same for equal requests. Without `values`, only the names of
/// its keys are kept, each with null.
QByteArray requestToJson(const LookupRequest &request, bool values);

/// Reads it; Protocol errors.
Result<LookupRequest> requestFromJson(const QByteArray &json);

} // namespace keywright
