#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QMap>

#include <optional>

namespace keywright::sandbox::atlas {

/// The fields of an `Authorization: Digest` value (RFC 7616 section 3.4), names in lower case and
/// quotes removed; nothing when the value is of another scheme or cannot be read.
using DigestFields = QMap<QByteArray, QByteArray>;
std::optional<DigestFields> parseDigest(const QByteArray &authorization);

/// H(user:realm:password) as hex, what a server keeps instead of the password.
QByteArray digestIdentity(
    QCryptographicHash::Algorithm algorithm, const QByteArray &user, const QByteArray &realm,
    const QByteArray &password);

/// The response that these fields have to carry for qop=auth.
QByteArray digestResponse(
    QCryptographicHash::Algorithm algorithm, const QByteArray &identity, const QByteArray &method,
    const DigestFields &fields);

} // namespace keywright::sandbox::atlas
