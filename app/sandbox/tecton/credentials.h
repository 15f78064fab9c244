#pragma once

#include <QByteArray>
#include <QString>

namespace keywright::sandbox::tecton {

/// Fresh values from the system's random source.
QByteArray randomBytes(int count);
QString newAccountId();
QString newSecretId();
QString newApiKey();
QString newClientSecret();

QByteArray digestOf(const QString &secret);
bool matchesDigest(const QString &secret, const QByteArray &digest); ///< in constant time

} // namespace keywright::sandbox::tecton
