#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace keywright::sandbox::tecton {

inline constexpr int accessTokenLifetimeSeconds = 3600;

struct AccessTokenClaims
{
    QString issuer;
    QString accountId;
    qint64 issuedAtSeconds = 0; ///< since the epoch
    qint64 expiresAtSeconds = 0;
};

/// A JWT, see signJwt().
QByteArray signAccessToken(const AccessTokenClaims &claims, const QByteArray &signingSecret);

/// The claims of a token that this signing secret made; says nothing about its expiry.
std::optional<AccessTokenClaims>
readAccessToken(const QByteArray &token, const QByteArray &signingSecret);

} // namespace keywright::sandbox::tecton
