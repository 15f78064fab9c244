#pragma once

#include "core/base/error.h"
#include "core/net/http_message.h"

namespace keywright::tecton {

/// What a refused management call means. `call` is its name in the path table.
Error managementError(const HttpResponse &response, const QString &call);

/// What a refused lookup means, with the vendor's own troubleshooting as the hint.
Error servingError(
    const HttpResponse &response, const QString &workspace, const QString &featureService);

} // namespace keywright::tecton
