#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/provider.h"

namespace keywright::atlas {

// One job per call on client secrets.

Async<QList<ClientSecret>> listSecrets(Context context, QString accountId, CancelToken cancel);
Async<CreatedSecret>
createSecret(Context context, QString accountId, int lifetimeHours, CancelToken cancel);
Async<void> deleteSecret(Context context, QString accountId, QString secretId, CancelToken cancel);

/// The life of a new secret: `wanted`, or for 0 the usual one, cut to what the organisation allows
/// where it tells.
Async<int> secretHours(Context context, int wanted, CancelToken cancel);

/// What creating a secret does to those that exist, in sentences; empty when nothing.
QString newSecretNotice(const QList<ClientSecret> &existing, const QDateTime &now);

} // namespace keywright::atlas
