#pragma once

#include "core/accounts/key_migration.h"

namespace keywright {

/// One try: a token, then a read with it. NotPermitted and NotAuthenticated may be tried again.
/// Where the access list of the account does not let this machine in, that is told as an
/// InvalidInput error on "address", as waiting does not help.
Async<MigrationProof> tryAccount(
    std::shared_ptr<Session> session, ServiceAccount account,
    std::shared_ptr<Authorizer> authorizer, std::shared_ptr<const Clock> clock, CancelToken cancel);

} // namespace keywright
