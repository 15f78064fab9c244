#include "app/sandbox/jwt.h"

#include "app/sandbox/secret_values.h"

#include <QJsonDocument>

#include <array>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace keywright::sandbox {

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

} // namespace

QByteArray signJwt(const QJsonObject &payload, const QByteArray &signingSecret)
{
    const QByteArray header = encode({{u"alg"_s, u"HS256"_s}, {u"typ"_s, u"JWT"_s}});
    const QByteArray input = header + '.' + encode(payload);
    return input + '.' + signatureOf(input, signingSecret);
}

std::optional<QJsonObject> readJwt(const QByteArray &token, const QByteArray &signingSecret)
{
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != 3 ||
        !sameBytes(parts[2], signatureOf(parts[0] + '.' + parts[1], signingSecret)))
        return std::nullopt;
    return QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], base64Url)).object();
}

} // namespace keywright::sandbox
