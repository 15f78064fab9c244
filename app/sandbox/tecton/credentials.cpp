#include "app/sandbox/tecton/credentials.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QVarLengthArray>

#include <openssl/crypto.h>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

QByteArray randomBytes(int count)
{
    QVarLengthArray<quint32, 16> words((count + 3) / 4);
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.constData()), count);
}

QString newAccountId()
{
    return "svc_"_L1 + QString::fromLatin1(randomBytes(8).toHex());
}

QString newSecretId()
{
    return "ocs_"_L1 + QString::fromLatin1(randomBytes(8).toHex());
}

QString newApiKey()
{
    return QString::fromLatin1(randomBytes(32).toHex());
}

QString newClientSecret()
{
    return QString::fromLatin1(
        randomBytes(48).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QByteArray digestOf(const QString &secret)
{
    return QCryptographicHash::hash(secret.toUtf8(), QCryptographicHash::Sha256);
}

bool matchesDigest(const QString &secret, const QByteArray &digest)
{
    const QByteArray own = digestOf(secret);
    return own.size() == digest.size() &&
           CRYPTO_memcmp(
               own.constData(), digest.constData(), static_cast<std::size_t>(own.size())) == 0;
}

} // namespace keywright::sandbox::tecton
