#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

/// A call of `POST /api/v1/metadata-service/<name>`.
struct ManagementCall
{
    QLatin1StringView name;
    CallResult (*run)(CallContext &, const QJsonObject &);
    bool changesState;
};

/// Null for an unknown name. `get-login-configs`, which needs no caller, is not among them.
const ManagementCall *managementCall(const QString &name);

/// How people sign in: the one call that needs no credential, used to see if a URL is a cluster.
QJsonObject loginConfigs(const QString &issuer);

} // namespace keywright::sandbox::tecton
