#include "app/sandbox/atlas/secrets.h"

#include "app/sandbox/atlas/digest.h"
#include "app/sandbox/secret_values.h"

#include <QUuid>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

QString newObjectId()
{
    return QString::fromLatin1(randomBytes(12).toHex());
}

QString newClientId()
{
    return "mdb_sa_id_"_L1 + newObjectId();
}

QString newSecretValue()
{
    return "mdb_sa_sk_"_L1 +
           QString::fromLatin1(randomBytes(30).toBase64(QByteArray::Base64UrlEncoding));
}

QString newPublicKey()
{
    QString key;
    for (const char byte : randomBytes(8))
        key += QChar(u'a' + static_cast<quint8>(byte) % 26);
    return key;
}

QString newPrivateKey()
{
    const QByteArray bytes = randomBytes(16);
    return QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

void setKeyPair(ApiKey &key, const QString &publicKey, const QString &privateKey)
{
    key.publicKey = publicKey;
    key.lastCharacters = privateKey.right(12);
    key.md5 = digestIdentity(
        QCryptographicHash::Md5, publicKey.toLatin1(), digestRealm, privateKey.toLatin1());
    key.sha256 = digestIdentity(
        QCryptographicHash::Sha256, publicKey.toLatin1(), digestRealm, privateKey.toLatin1());
}

void addSecret(
    ServiceAccount &account, const QString &value, qint64 createdAtMs, qint64 expiresAtMs,
    qint64 usableFromMs)
{
    ClientSecret secret;
    secret.id = newObjectId();
    secret.digest = digestOf(value);
    secret.lastCharacters = value.right(4);
    secret.createdAtMs = createdAtMs;
    secret.expiresAtMs = expiresAtMs;
    secret.usableFromMs = usableFromMs;
    account.secrets.append(secret);
}

} // namespace keywright::sandbox::atlas
