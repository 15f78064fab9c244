#include "core/provider/provider_factory.h"

#include "core/provider/atlas/atlas_provider.h"
#include "core/provider/tecton/tecton_provider.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace keywright {

namespace {

constexpr QLatin1StringView tectonId("tecton");
constexpr QLatin1StringView atlasId("atlas");

struct ProviderFactoryMessages
{
    Q_DECLARE_TR_FUNCTIONS(ProviderFactory)
};

} // namespace

QList<ProviderChoice> providerChoices()
{
    ProviderChoice tecton;
    tecton.id = tectonId;
    tecton.name = QStringLiteral("Tecton");
    tecton.baseUrlExample = QStringLiteral("https://acme.tecton.ai");
    tecton.signIns = {SignIn::ApiKey, SignIn::ClientCredentials};
    tecton.variablePrefix = QStringLiteral("TECTON");
    tecton.asksTokenUrl = true;
    tecton.hasPaths = true;

    ProviderChoice atlas;
    atlas.id = atlasId;
    atlas.name = QStringLiteral("MongoDB Atlas");
    atlas.baseUrlExample = QStringLiteral("https://cloud.mongodb.com");
    atlas.usualBaseUrl = atlas.baseUrlExample;
    atlas.variablePrefix = QStringLiteral("MONGODB_ATLAS");
    atlas.signIns = {SignIn::ClientCredentials, SignIn::Digest};
    atlas.hasOrganizations = true;
    atlas.idPattern = QStringLiteral("[a-f0-9]{24}");
    atlas.idInWords = ProviderFactoryMessages::tr("24 characters: digits and letters from a to f");
    return {tecton, atlas};
}

std::optional<ProviderChoice> providerChoice(const QString &id)
{
    for (const ProviderChoice &choice : providerChoices()) {
        if (choice.id == id)
            return choice;
    }
    return std::nullopt;
}

QString variablePrefixOf(const QString &id)
{
    const std::optional<ProviderChoice> choice = providerChoice(id);
    return choice ? choice->variablePrefix : QString();
}

Result<void>
checkProviderId(const ProviderChoice &provider, const QString &id, const QString &field)
{
    const QRegularExpression shape(QRegularExpression::anchoredPattern(provider.idPattern));
    if (provider.idPattern.isEmpty() || shape.match(id).hasMatch())
        return {};
    return failure(fieldError(
        field, ProviderFactoryMessages::tr("“%1” is not an ID of %2.").arg(id, provider.name),
        ProviderFactoryMessages::tr("Such an ID has %1.").arg(provider.idInWords)));
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
        ProviderFactoryMessages::tr("“%1” is not a system this program knows.")
            .arg(settings.provider)));
}

} // namespace keywright
