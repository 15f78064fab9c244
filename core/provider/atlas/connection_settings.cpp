#include "core/provider/atlas/connection_settings.h"

#include "core/net/base_url.h"
#include "core/provider/atlas/atlas_limits.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace keywright::atlas {

namespace {

struct ConnectionSettingsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasSettings)
};

bool isId(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("\\A[a-f0-9]{24}\\z"));
    return text.isEmpty() || shape.match(text).hasMatch();
}

std::optional<Error> secretProblem(const ProviderCredential &credential)
{
    if (!credential.secret.isEmpty())
        return {};
    const bool isDigest = credential.signIn == SignIn::Digest;
    return fieldError(
        isDigest ? QStringLiteral("privateKey") : QStringLiteral("clientSecret"),
        isDigest ? ConnectionSettingsMessages::tr("The private key is empty.")
                 : ConnectionSettingsMessages::tr("The client secret is empty."),
        ConnectionSettingsMessages::tr("Enter the credential that the connection signs in with."));
}

std::optional<Error> clientIdProblem(const ProviderCredential &credential)
{
    if (!credential.clientId.trimmed().isEmpty())
        return {};
    const bool isDigest = credential.signIn == SignIn::Digest;
    return fieldError(
        QStringLiteral("clientId"),
        isDigest ? ConnectionSettingsMessages::tr("The public key is empty.")
                 : ConnectionSettingsMessages::tr("The client ID is empty."),
        isDigest ? ConnectionSettingsMessages::tr(
                       "Enter the public key that the private key belongs to.")
                 : ConnectionSettingsMessages::tr(
                       "Enter the ID of the service account that the secret belongs to."));
}

std::optional<Error> idProblem(const QString &field, const QString &id)
{
    if (isId(id))
        return {};
    return fieldError(
        field, ConnectionSettingsMessages::tr("“%1” is not an ID of MongoDB Atlas.").arg(id),
        ConnectionSettingsMessages::tr(
            "Enter its 24 hexadecimal digits, as they stand in the address of its page."));
}

} // namespace

std::optional<Error>
settingsProblem(const ProviderSettings &settings, const ProviderCredential &credential)
{
    if (credential.signIn == SignIn::ApiKey)
        return fieldError(
            QStringLiteral("signIn"),
            ConnectionSettingsMessages::tr("MongoDB Atlas has no single API key to sign in with."),
            ConnectionSettingsMessages::tr(
                "Choose client credentials, or a public and a private key."));
    if (auto problem = secretProblem(credential))
        return problem;
    if (auto problem = clientIdProblem(credential))
        return problem;
    if (auto problem = idProblem(QStringLiteral("orgId"), settings.orgId))
        return problem;
    if (auto problem = idProblem(QStringLiteral("projectId"), settings.projectId))
        return problem;
    if (!settings.paths.isEmpty())
        return fieldError(
            QStringLiteral("paths"),
            ConnectionSettingsMessages::tr("The paths of MongoDB Atlas cannot be changed."));
    return {};
}

Capabilities capabilitiesFor(const ProviderSettings &settings)
{
    const bool isProject = !settings.projectId.isEmpty();
    Capabilities capabilities;
    capabilities.accountTypes = {AccountType::OAuth};
    capabilities.uniqueNames = false;
    capabilities.secretExpiry = true;
    capabilities.expiry = ExpiryRules{minSecretHours, maxSecretHours, usualSecretHours};
    capabilities.newSecretShortensOthers = true;
    capabilities.accessLists = true;
    capabilities.systemManagedAccounts = true;
    capabilities.minRolesAtCreation = 1;
    capabilities.rolesReplacedAsList = true;
    capabilities.lastRoleStays = true;
    capabilities.takesUnknownRoles = true;
    capabilities.deleteRemovesFromProject = isProject;
    capabilities.connectionScope = isProject ? ScopeKind::Project : ScopeKind::Organization;
    if (!isProject)
        capabilities.scopeKinds.append(ScopeKind::Organization);
    capabilities.scopeKinds.append(ScopeKind::Project);
    capabilities.text.nameMaxLength = 64;
    capabilities.text.descriptionMaxLength = 250;
    capabilities.text.descriptionRequired = true;
    capabilities.text.pattern = QStringLiteral("[\\p{L}\\p{N}\\-_.,' ]*");
    capabilities.text.patternInWords =
        ConnectionSettingsMessages::tr("letters, digits, spaces and the characters - _ . , '");
    // The last secret may go: that is how an account is shut out here.
    capabilities.secrets.maxSecrets = 2;
    capabilities.secrets.minActive = 0;
    capabilities.secrets.deleteOnlyDeactivated = false;
    capabilities.secrets.canDeactivate = false;
    return capabilities;
}

QUrl tokenUrlFor(const ProviderSettings &settings)
{
    return settings.tokenUrl.isEmpty()
               ? joinPath(settings.baseUrl, QStringLiteral("/api/oauth/token"))
               : settings.tokenUrl;
}

QUrl revocationUrlFor(const QUrl &baseUrl, const QUrl &tokenUrl)
{
    constexpr QLatin1StringView tokenEnding("/oauth/token");
    QString path = tokenUrl.path(QUrl::FullyEncoded);
    if (!path.endsWith(tokenEnding))
        return joinPath(baseUrl, QStringLiteral("/api/oauth/revoke"));
    path.chop(tokenEnding.size());
    QUrl url = tokenUrl;
    url.setPath(path + QStringLiteral("/oauth/revoke"), QUrl::StrictMode);
    return url;
}

} // namespace keywright::atlas
