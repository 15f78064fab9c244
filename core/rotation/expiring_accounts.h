#pragma once

#include "core/rotation/bulk_rotation.h"

namespace keywright {

/// The active accounts of which a secret that works ends before `until`, the most urgent first. API
/// keys do not end. Where the list does not tell the secrets, they are asked for account by
/// account.
Async<QList<BulkAccount>>
expiringAccounts(std::shared_ptr<Session> session, QDateTime until, CancelToken cancel);

} // namespace keywright
