#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/provider.h"

namespace keywright::atlas {

/// Adds to accounts, as an organisation tells them, their roles in its projects: one list for each
/// project instead of several calls for each account. Where that would not be less, or a project
/// cannot be read, `roles` are unset, to be asked for one account at a time.
Async<QList<ServiceAccount>> completeRoles(
    Context context, QList<ServiceAccount> accounts, bool includeSystemManaged, CancelToken cancel);

} // namespace keywright::atlas
