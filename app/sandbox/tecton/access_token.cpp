#include "app/sandbox/tecton/access_token.h"

#include "app/sandbox/tecton/credentials.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto base64Url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray encode(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toBase64(base64Url);
}

QByteArray signatureOf(const QByteArray &input, const QByteArray &signingSecret)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    HMAC(
        EVP_sha256(), signingSecret.constData(), static_cast<int>(signingSecret.size()),
        reinterpret_cast<const unsigned char *>(input.constData()),
        static_cast<std::size_t>(input.size()), digest.data(), &size);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), static_cast<int>(size))
        .toBase64(base64Url);
}

bool sameSignature(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() &&
           CRYPTO_memcmp(a.constData(), b.constData(), static_cast<std::size_t>(a.size())) == 0;
}

} // namespace

QByteArray signAccessToken(const AccessTokenClaims &claims, const QByteArray &signingSecret)
{
    const QByteArray header = encode({{u"alg"_s, u"HS256"_s}, {u"typ"_s, u"JWT"_s}});
    const QByteArray payload = encode(
        {{u"ver"_s, 1},
         {u"jti"_s, QString::fromLatin1("AT." + randomBytes(16).toHex())},
         {u"iss"_s, claims.issuer},
         {u"aud"_s, u"api://default"_s},
         {u"iat"_s, claims.issuedAtSeconds},
         {u"exp"_s, claims.expiresAtSeconds},
         {u"cid"_s, claims.accountId},
         {u"scp"_s, QJsonArray{u"everything"_s}},
         {u"sub"_s, claims.accountId}});
    const QByteArray input = header + '.' + payload;
    return input + '.' + signatureOf(input, signingSecret);
}

std::optional<AccessTokenClaims>
readAccessToken(const QByteArray &token, const QByteArray &signingSecret)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 ||
        !sameSignature(parts[2], signatureOf(parts[0] + '.' + parts[1], signingSecret)))
        return std::nullopt;
    const QJsonObject payload =
        QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], base64Url)).object();
    return AccessTokenClaims{
        payload.value("iss"_L1).toString(), payload.value("sub"_L1).toString(),
        payload.value("iat"_L1).toInteger(), payload.value("exp"_L1).toInteger()};
}

} // namespace keywright::sandbox::tecton
