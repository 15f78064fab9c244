#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

/// Gives the account a new active secret and returns its value, which is not kept.
QString addSecret(Account &account, qint64 nowMs, qint64 propagationMs);

CallResult createServiceAccountSecret(CallContext &context, const QJsonObject &request);
CallResult listServiceAccountSecrets(CallContext &context, const QJsonObject &request);
CallResult activateServiceAccountSecret(CallContext &context, const QJsonObject &request);
CallResult deactivateServiceAccountSecret(CallContext &context, const QJsonObject &request);
CallResult deleteServiceAccountSecret(CallContext &context, const QJsonObject &request);

} // namespace keywright::sandbox::tecton
