#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/identity/role.h"

namespace keywright {

/// An API key (public and private key) of an organisation, as far as the server still tells it.
struct ApiKeyInfo
{
    QString id;
    QString orgId; ///< of its organization; empty: not known
    QString publicKey;
    QString description;
    QList<RoleGrant> roles;

    bool operator==(const ApiKeyInfo &) const = default;
};

/// The API keys of a system that has service accounts as their successor.
class ApiKeys
{
public:
    virtual ~ApiKeys() = default;

    virtual Async<QList<ApiKeyInfo>> list(CancelToken cancel) = 0;
};

} // namespace keywright
