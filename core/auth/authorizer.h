#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/secret.h"
#include "core/net/http_message.h"

#include <QDateTime>

#include <memory>
#include <optional>

namespace keywright {

/// What an Authorizer may need to know of the request it signs.
struct AuthorizationContext
{
    AuthorizationContext(QByteArray httpMethod, QUrl target, CancelToken token)
        : method(std::move(httpMethod))
        , url(std::move(target))
        , cancel(std::move(token))
    {
    }

    QByteArray method;
    QUrl url;
    CancelToken cancel;
};

/// Gives requests their Authorization header. One object per credential, shared by all callers.
class Authorizer : public std::enable_shared_from_this<Authorizer>
{
public:
    virtual ~Authorizer() = default;

    /// The value of the Authorization header.
    virtual Async<Secret> authorization(AuthorizationContext context) = 0;

    /// Hears that `used` was answered with 401. Returns whether another try may fare better (a
    /// cached token was dropped, a challenge was learnt).
    virtual bool rejected(const Secret &used, const HttpResponse &response) = 0;

    /// When the current access token ends; empty without one.
    virtual std::optional<QDateTime> tokenExpiresAt() const { return std::nullopt; }

    /// Makes the server forget the current token, where it can; success without one. To be called
    /// when the work is done. Nothing is sent with the token afterwards.
    virtual Async<void> revoke(CancelToken cancel);

    /// Forgets cached tokens without a word to the server, where they go on to live.
    virtual void dropTokens() {}

    /// The same credential with a token of its own, for a proof that it is accepted now; this
    /// object where there are no tokens. Who asks for it revokes that token afterwards.
    virtual std::shared_ptr<Authorizer> withOwnToken() { return shared_from_this(); }
};

} // namespace keywright
