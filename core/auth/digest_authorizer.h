#pragma once

#include "core/auth/authorizer.h"
#include "core/auth/digest_challenge.h"

namespace keywright {

/// HTTP digest (RFC 7616) with a public and a private key. The first request goes out without a
/// header, since only its refusal tells the challenge; later ones reuse the server's nonce with a
/// rising count until the server wants another one.
class DigestAuthorizer : public Authorizer
{
public:
    DigestAuthorizer(QString publicKey, Secret privateKey);

    /// Empty as long as no challenge is known.
    Async<Secret> authorization(AuthorizationContext context) override;
    bool rejected(const Secret &used, const HttpResponse &response) override;
    /// The nonce; it is made anew by the next refusal.
    void dropTokens() override;

private:
    QString m_publicKey;
    Secret m_privateKey;
    std::optional<DigestChallenge> m_challenge;
    quint32 m_count = 0; ///< uses of the challenge's nonce
};

} // namespace keywright
