#pragma once

#include "core/provider/provider.h"
#include "core/provider/tecton/management_api.h"
#include "core/provider/tecton/tecton_json.h"

namespace keywright::tecton {

// One job per management call on accounts.

using Api = std::shared_ptr<ManagementApi>;

Async<QList<ServiceAccount>> listAccounts(Api api, QString search, CancelToken cancel);
Async<ServiceAccount> fetchAccount(Api api, QString accountId, CancelToken cancel);
Async<CreatedAccount> createAccount(Api api, NewAccount account, CancelToken cancel);
/// `body` names the account and what changes of it.
Async<ServiceAccount>
updateAccount(Api api, QString accountId, QJsonObject body, CancelToken cancel);
Async<void> deleteAccount(Api api, QString accountId, CancelToken cancel);
Async<Introspection> introspect(Api api, std::shared_ptr<const Secret> apiKey, CancelToken cancel);

/// Who an API key is; where the server does not say, at least that it is accepted.
Async<Identity> identifyKey(Api api, std::shared_ptr<const Secret> apiKey, CancelToken cancel);
Async<Identity> identifyClient(Api api, QString clientId, CancelToken cancel);

} // namespace keywright::tecton
