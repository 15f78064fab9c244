#pragma once

#include "core/auth/authorizer.h"
#include "core/auth/token_endpoint.h"
#include "core/base/clock.h"

#include <chrono>

namespace keywright {

/// Bearer tokens from the client credentials grant. A token is kept until five minutes before its
/// end (or half of a life shorter than ten minutes). However many callers wait, one request is in
/// flight, and its failure is shared by those who waited for it. A rejected token is dropped once,
/// not once per caller.
class ClientCredentialsAuthorizer : public Authorizer
{
public:
    static constexpr std::chrono::minutes renewBefore{5};

    ClientCredentialsAuthorizer(
        std::shared_ptr<TokenEndpoint> endpoint, QString clientId, Secret clientSecret,
        std::shared_ptr<const Clock> clock);
    ~ClientCredentialsAuthorizer() override;

    Async<Secret> authorization(AuthorizationContext context) override;
    bool rejected(const Secret &used, const HttpResponse &response) override;
    std::optional<QDateTime> tokenExpiresAt() const override;
    Async<void> revoke(CancelToken cancel) override;
    void dropTokens() override;
    std::shared_ptr<Authorizer> withOwnToken() override;

    const QString &clientId() const;

private:
    class State;
    std::shared_ptr<State> m_state;
};

} // namespace keywright
