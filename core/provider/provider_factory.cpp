#include "core/provider/provider_factory.h"

#include "core/provider/atlas/atlas_provider.h"
#include "core/provider/tecton/tecton_provider.h"

#include <QCoreApplication>

namespace keywright {

namespace {

constexpr QLatin1StringView tectonId("tecton");
constexpr QLatin1StringView atlasId("atlas");

} // namespace

QList<ProviderChoice> providerChoices()
{
    ProviderChoice tecton;
    tecton.id = tectonId;
    tecton.name = QStringLiteral("Tecton");
    tecton.baseUrlExample = QStringLiteral("https://acme.tecton.ai");
    tecton.signIns = {SignIn::ApiKey, SignIn::ClientCredentials};

    ProviderChoice atlas;
    atlas.id = atlasId;
    atlas.name = QStringLiteral("MongoDB Atlas");
    atlas.baseUrlExample = QStringLiteral("https://cloud.mongodb.com");
    atlas.usualBaseUrl = atlas.baseUrlExample;
    atlas.signIns = {SignIn::ClientCredentials, SignIn::Digest};
    atlas.hasOrganizations = true;
    return {tecton, atlas};
}

Result<ConnectedProvider> connectProvider(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock)
{
    if (settings.provider == tectonId)
        return tecton::TectonProvider::connect(
            settings, std::move(credential), std::move(http), std::move(clock));
    if (settings.provider == atlasId)
        return atlas::AtlasProvider::connect(
            settings, std::move(credential), std::move(http), std::move(clock));
    return failure(fieldError(
        QStringLiteral("provider"),
        QCoreApplication::translate("ProviderFactory", "“%1” is not a system this program knows.")
            .arg(settings.provider)));
}

} // namespace keywright
