#pragma once

#include "core/auth/authorizer.h"

namespace keywright {

/// A fixed key under an authentication scheme, for example "Tecton-key <key>".
class KeyAuthorizer : public Authorizer
{
public:
    KeyAuthorizer(QByteArray scheme, Secret key);

    Async<Secret> authorization(AuthorizationContext context) override;
    bool rejected(const Secret &used, const HttpResponse &response) override;

private:
    QByteArray m_scheme;
    Secret m_key;
};

} // namespace keywright
