#pragma once

#include "core/auth/sign_in.h"
#include "core/net/transport_options.h"

#include <QMap>
#include <QString>
#include <QUrl>

namespace keywright {

/// A named endpoint of one provider. Holds no secret: that is in the keychain under
/// {id, CredentialKey::connectionOwner, "api-key", "client-secret" or
/// "private-key"}.
struct Connection
{
    QString id; ///< made at creation, never shown, never reused
    QString name;
    QString provider; ///< "tecton"
    QUrl baseUrl;
    SignIn signIn = SignIn::ApiKey;
    QString clientId;  ///< ClientCredentials: the client id; Digest: the public key
    QUrl tokenUrl;     ///< empty: the provider's default
    QString orgId;     ///< where the provider has organisations; empty: the credential's own
    QString projectId; ///< not empty: the connection works on this project only
    TransportOptions transport;
    /// Overrides of the provider's path table: call name → path.
    QMap<QString, QString> paths;

    bool operator==(const Connection &) const = default;
};

} // namespace keywright
