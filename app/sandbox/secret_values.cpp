#include "app/sandbox/secret_values.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QVarLengthArray>

#include <openssl/crypto.h>

namespace keywright::sandbox {

QByteArray randomBytes(int count)
{
    QVarLengthArray<quint32, 16> words((count + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.constData()), count);
}

QByteArray digestOf(const QString &secret)
{
    return QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256);
}

bool matchesDigest(const QString &secret, const QByteArray &digest)
{
    return sameBytes(digestOf(secret), digest);
}

bool sameBytes(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() &&
           CRYPTO_memcmp(a.constData(), b.constData(), static_cast<std::size_t>(a.size())) == 0;
}

} // namespace keywright::sandbox
