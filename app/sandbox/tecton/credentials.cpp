#include "app/sandbox/tecton/credentials.h"

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

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

} // namespace keywright::sandbox::tecton
