#pragma once

#include "core/net/transport_options.h"

#include <QMap>
#include <QString>
#include <QUrl>

namespace keywright {

/// How a connection's own credential signs in.
enum class SignIn { ApiKey, ClientCredentials };

/// A named endpoint of one provider. Holds no secret: that is in the keychain under
/// {id, CredentialKey::connectionOwner, "api-key" or "client-secret"}.
struct Connection
{
    QString id; ///< made at creation, never shown, never reused
    QString name;
    QString provider; ///< "tecton"
    QUrl baseUrl;
    SignIn signIn = SignIn::ApiKey;
    QString clientId; ///< ClientCredentials only
    QUrl tokenUrl;    ///< empty: the provider's default
    TransportOptions transport;
    /// Overrides of the provider's path table: call name → path.
    QMap<QString, QString> paths;

    bool operator==(const Connection &) const = default;
};

} // namespace keywright
