#include "core/provider/provider_factory.h"

#include "core/provider/tecton/tecton_provider.h"

#include <QCoreApplication>

namespace keywright {

namespace {

constexpr QLatin1StringView tectonId("tecton");

} // namespace

QList<ProviderChoice> providerChoices()
{
    return {ProviderChoice{
        tectonId,
        QStringLiteral("Tecton"),
        QStringLiteral("https://acme.tecton.ai"),
        {},
        {SignIn::ApiKey, SignIn::ClientCredentials}}};
}

Result<ConnectedProvider> connectProvider(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock)
{
    if (settings.provider == tectonId)
        return tecton::TectonProvider::connect(
            settings, std::move(credential), std::move(http), std::move(clock));
    return failure(fieldError(
        QStringLiteral("provider"),
        QCoreApplication::translate("ProviderFactory", "“%1” is not a system this program knows.")
            .arg(settings.provider)));
}

} // namespace keywright
