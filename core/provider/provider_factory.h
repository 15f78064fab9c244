#pragma once

#include "core/base/result.h"
#include "core/net/http_client.h"
#include "core/provider/provider.h"

#include <QMap>
#include <QUrl>

namespace keywright {

/// What a provider needs to know of a connection.
struct ProviderSettings
{
    QString provider; ///< "tecton"
    QUrl baseUrl;
    QUrl tokenUrl; ///< empty: the provider's default
    QMap<QString, QString> paths;
};

/// What the connection signs in with.
struct ProviderCredential
{
    AccountType type = AccountType::ApiKey;
    QString clientId; ///< OAuth only
    Secret secret;
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
    QList<AccountType> signIns;
};

/// The only place that names providers.
QList<ProviderChoice> providerChoices();
Result<ConnectedProvider> connectProvider(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock);

} // namespace keywright
