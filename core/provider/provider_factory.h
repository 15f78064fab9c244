#pragma once

#include "core/auth/sign_in.h"
#include "core/base/result.h"
#include "core/net/http_client.h"
#include "core/provider/provider.h"

#include <QMap>
#include <QUrl>

#include <optional>

namespace keywright {

/// What a provider needs to know of a connection.
struct ProviderSettings
{
    QString provider; ///< the id of one of providerChoices()
    QUrl baseUrl;
    QUrl tokenUrl;     ///< empty: the provider's default
    QString orgId;     ///< empty: the credential's own organisation
    QString projectId; ///< not empty: the project to work on
    QMap<QString, QString> paths;
};

/// What the connection signs in with.
struct ProviderCredential
{
    SignIn signIn = SignIn::ApiKey;
    QString clientId; ///< ClientCredentials: the client id; Digest: the public key
    Secret secret;    ///< the API key, client secret or private key
};

struct ConnectedProvider
{
    std::shared_ptr<Provider> provider;
    std::shared_ptr<Authorizer> authorizer;
};

/// One entry of the connection editor's choice.
struct ProviderChoice
{
    QString id;
    QString name;           ///< "Tecton"
    QString baseUrlExample; ///< "https://acme.tecton.ai"
    QString usualBaseUrl;   ///< to begin with; empty when every customer has another
    QList<SignIn> signIns;
    bool hasOrganizations = false; ///< asks for ProviderSettings::orgId and projectId
    QString idPattern;             ///< what those ids look like
    QString idInWords;             ///< the same for people
    QString variablePrefix;        ///< of the variables that programs read: "TECTON"
    bool asksTokenUrl = false;     ///< ProviderSettings::tokenUrl may need to be entered
    bool hasPaths = false;         ///< ProviderSettings::paths can be overridden
};

/// The only place that names providers.
QList<ProviderChoice> providerChoices();
/// Nothing for a provider that this program does not know.
std::optional<ProviderChoice> providerChoice(const QString &id);
/// ProviderChoice::variablePrefix; empty for a provider that this program does not know.
QString variablePrefixOf(const QString &id);
/// Refuses, as an error on `field`, what cannot be the id of an organisation or a project.
Result<void>
checkProviderId(const ProviderChoice &provider, const QString &id, const QString &field);
Result<ConnectedProvider> connectProvider(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock);

} // namespace keywright
