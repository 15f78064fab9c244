#pragma once

#include <QByteArray>

#include <optional>

namespace keywright {

enum class DigestAlgorithm { Md5, Sha256, Sha512_256 };

/// What a server asks for (RFC 7616 §3.3), as far as this program can answer it.
struct DigestChallenge
{
    QByteArray realm;
    QByteArray nonce;
    QByteArray opaque; ///< as it goes back; empty: none
    DigestAlgorithm algorithm = DigestAlgorithm::Md5;
    bool namesAlgorithm = false; ///< the answer repeats only what was named
    bool session = false;        ///< the "-sess" form
    bool stale = false;          ///< only the nonce was too old
    bool hashesUserName = false;

    bool operator==(const DigestChallenge &) const = default;
};

/// The first challenge in the value of WWW-Authenticate headers that can be answered: scheme
/// Digest, a known algorithm, quality of protection "auth". Servers put what they prefer first.
std::optional<DigestChallenge> readDigestChallenge(QByteArrayView headerValue);

} // namespace keywright
