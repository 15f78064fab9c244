#pragma once

#include "app/sandbox/tecton/api_error.h"
#include "app/sandbox/tecton/state.h"

namespace keywright::sandbox::tecton {

struct Caller
{
    QString accountId;
    bool usesAccessToken = false;
};

/// Who sends this `Authorization` value: `Tecton-key <key>` or `Bearer <token>`. 401 for anything
/// unknown, expired, deleted, deactivated, or not yet in effect.
ApiResult<Caller> authenticate(const QByteArray &authorization, const State &state, qint64 nowMs);

} // namespace keywright::sandbox::tecton
