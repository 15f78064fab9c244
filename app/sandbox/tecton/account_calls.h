#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

CallResult createServiceAccount(CallContext &context, const QJsonObject &request);
CallResult getServiceAccounts(CallContext &context, const QJsonObject &request);
CallResult updateServiceAccount(CallContext &context, const QJsonObject &request);
CallResult deleteServiceAccount(CallContext &context, const QJsonObject &request);
CallResult introspectApiKey(CallContext &context, const QJsonObject &request);

} // namespace keywright::sandbox::tecton
