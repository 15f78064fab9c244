#include "app/sandbox/tecton/access_token.h"

#include "app/sandbox/jwt.h"
#include "app/sandbox/secret_values.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

QByteArray signAccessToken(const AccessTokenClaims &claims, const QByteArray &signingSecret)
{
    return signJwt(
        {{u"ver"_s, 1},
         {u"jti"_s, QString::fromLatin1("AT." + randomBytes(16).toHex())},
         {u"iss"_s, claims.issuer},
         {u"aud"_s, u"api://default"_s},
         {u"iat"_s, claims.issuedAtSeconds},
         {u"exp"_s, claims.expiresAtSeconds},
         {u"cid"_s, claims.accountId},
         {u"scp"_s, QJsonArray{u"everything"_s}},
         {u"sub"_s, claims.accountId}},
        signingSecret);
}

std::optional<AccessTokenClaims>
readAccessToken(const QByteArray &token, const QByteArray &signingSecret)
{
    const auto payload = readJwt(token, signingSecret);
    if (!payload)
        return std::nullopt;
    return AccessTokenClaims{
        payload->value("iss"_L1).toString(), payload->value("sub"_L1).toString(),
        payload->value("iat"_L1).toInteger(), payload->value("exp"_L1).toInteger()};
}

} // namespace keywright::sandbox::tecton
