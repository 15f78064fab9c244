#pragma once

#include "core/auth/sign_in.h"
#include "core/base/result.h"
#include "core/base/secret.h"

#include <QStringList>
#include <QUrl>

namespace keywright {

/// What was found of a connection somewhere else: to be looked at, completed and saved by a person.
struct ImportedConnection
{
    QString source;   ///< where it was found, in words: "Atlas CLI profile “prod”"
    QString provider; ///< the id of one of providerChoices()
    QUrl baseUrl;
    SignIn signIn = SignIn::ClientCredentials;
    QString clientId; ///< client id or public key
    QUrl tokenUrl;    ///< empty: the provider's default
    QString orgId;
    QString projectId;
    Secret secret;       ///< empty when it rests elsewhere, see AtlasCliProfile
    QStringList notices; ///< what the person should know, in sentences
};

/// What the vendor's cloud is reached at when nothing says otherwise.
QUrl usualAtlasUrl();

/// Checks an address that was found: as parseBaseUrl, with the field's name in the error.
/// `vendorPath` (for example "/api/oauth/token") is cut off its end.
Result<QUrl> importedBaseUrl(const QString &text, const QString &field, const QString &vendorPath);

} // namespace keywright
