#pragma once

#include "app/sandbox/atlas/model.h"

namespace keywright::sandbox::atlas {

inline constexpr char digestRealm[] = "MMS Public API";

QString newObjectId();    ///< 24 hexadecimal digits
QString newClientId();    ///< mdb_sa_id_ and 24 hexadecimal digits
QString newSecretValue(); ///< mdb_sa_sk_ and 40 characters
QString newPublicKey();   ///< eight letters
QString newPrivateKey();

/// Keeps what checking needs of a pair.
void setKeyPair(ApiKey &key, const QString &publicKey, const QString &privateKey);

/// Adds a secret of this value. The caller has checked the limits.
void addSecret(
    ServiceAccount &account, const QString &value, qint64 createdAtMs, qint64 expiresAtMs,
    qint64 usableFromMs);

} // namespace keywright::sandbox::atlas
