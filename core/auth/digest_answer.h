#pragma once

#include "core/auth/digest_challenge.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QUrl>

namespace keywright {

/// What goes into an answer to a challenge beside the password.
struct DigestRequest
{
    QString userName;
    QByteArray method;
    QByteArray target;      ///< path and query, as in the request line
    QByteArray clientNonce; ///< made for this answer
    quint32 nonceCount = 1; ///< how often the server's nonce has been used, this time included
};

/// The value of the Authorization header (RFC 7616 §3.4). The password is in it only as part of a
/// hash. Fails when the system's cryptography does not offer the algorithm.
Result<Secret> digestAnswer(
    const DigestChallenge &challenge, const DigestRequest &request, const Secret &password);

/// Path and query of `url` as they are sent.
QByteArray requestTarget(const QUrl &url);

} // namespace keywright
