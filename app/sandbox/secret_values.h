#pragma once

#include <QByteArray>
#include <QString>

namespace keywright::sandbox {

/// Fresh values from the system's random source.
QByteArray randomBytes(int count);

QByteArray digestOf(const QString &secret);
bool matchesDigest(const QString &secret, const QByteArray &digest); ///< in constant time
bool sameBytes(const QByteArray &a, const QByteArray &b);            ///< in constant time

} // namespace keywright::sandbox
