#pragma once

#include "core/accounts/creation_reconciliation.h"

namespace keywright {

/// A new account that has another secret by now is in use. Of such a one, found as
/// CreationFate::Lost, its first secret alone is lost, as if it had been a further one: it becomes
/// a CreationKind::Secret, or one of CreationFate::Several; or its end, when that secret is gone.
/// Others stay as they are.
Async<ReconciledCreation>
narrowedToSecret(std::shared_ptr<Session> session, ReconciledCreation creation, CancelToken cancel);

} // namespace keywright
