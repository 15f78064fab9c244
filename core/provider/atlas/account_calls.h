#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/provider.h"

namespace keywright::atlas {

// One job per call on service accounts, in the connection's place.

/// `search` is looked for here, as the server has no search. Roles are as completeRoles gives them.
Async<QList<ServiceAccount>>
listAccounts(Context context, QString search, bool includeSystemManaged, CancelToken cancel);
Async<ServiceAccount> fetchAccount(Context context, QString accountId, CancelToken cancel);
/// In the organisation, with the roles there; without any such role in the first project that is
/// named, which makes the account a member of the organisation as well. Other grants are left to
/// assignRole.
Async<CreatedAccount> createAccount(Context context, NewAccount account, CancelToken cancel);
Async<ServiceAccount>
updateAccount(Context context, QString accountId, AccountChange change, CancelToken cancel);
Async<void> deleteAccount(Context context, QString accountId, CancelToken cancel);

Async<Identity> identify(Context context, CancelToken cancel);

} // namespace keywright::atlas
