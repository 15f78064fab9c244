#pragma once

#include "core/provider/tecton/account_calls.h"

namespace keywright::tecton {

// One job per management call on client secrets.

Async<QList<ClientSecret>> listSecrets(Api api, QString accountId, CancelToken cancel);
Async<CreatedSecret> createSecret(Api api, QString accountId, CancelToken cancel);
Async<ClientSecret>
setSecretActive(Api api, QString accountId, QString secretId, bool active, CancelToken cancel);
Async<void> deleteSecret(Api api, QString accountId, QString secretId, CancelToken cancel);

} // namespace keywright::tecton
