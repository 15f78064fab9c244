#include "core/provider/tecton/tecton_provider.h"

#include "core/auth/client_credentials_authorizer.h"
#include "core/auth/key_authorizer.h"
#include "core/net/base_url.h"
#include "core/provider/tecton/account_calls.h"
#include "core/provider/tecton/role_calls.h"
#include "core/provider/tecton/secret_calls.h"
#include "core/provider/tecton/tecton_command.h"
#include "core/provider/tecton/tecton_feature_reader.h"

#include <QCoreApplication>

namespace keywright::tecton {

namespace {

struct TectonProviderMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonProvider)
};

Capabilities tectonCapabilities()
{
    Capabilities capabilities;
    capabilities.accountTypes = {AccountType::OAuth, AccountType::ApiKey};
    capabilities.deactivateAccounts = true;
    capabilities.deactivateSecrets = true;
    capabilities.lookups = true;
    capabilities.readingRoles = {
        QStringLiteral("consumer"), QStringLiteral("editor"), QStringLiteral("owner")};
    capabilities.introspectApiKey = true;
    capabilities.discoverTokenUrl = true;
    capabilities.scopeKinds = {
        ScopeKind::Workspace, ScopeKind::AllWorkspaces, ScopeKind::Organization};
    // The vendor publishes no limits; these keep mistakes such as a pasted document out.
    capabilities.text = TextRules{255, 1024};
    capabilities.secrets = SecretRules{2, 1, true, true};
    return capabilities;
}

Async<QList<Role>> rolesOfCatalog(Async<RoleCatalog> task)
{
    auto catalog = co_await std::move(task);
    if (!catalog)
        co_return failure(std::move(catalog).error());
    co_return Result<QList<Role>>(catalog->roles);
}

Async<ServiceAccount> accountOf(Async<Introspection> task)
{
    auto introspection = co_await std::move(task);
    if (!introspection)
        co_return failure(std::move(introspection).error());
    co_return Result<ServiceAccount>(introspection->account);
}

} // namespace

TectonProvider::TectonProvider(
    const ProviderSettings &settings, PathTable paths, std::shared_ptr<HttpClient> http,
    std::shared_ptr<const Clock> clock)
    : m_capabilities(tectonCapabilities())
    , m_baseUrl(settings.baseUrl)
    , m_tokenUrl(
          settings.tokenUrl.isEmpty()
              ? joinPath(settings.baseUrl, paths.path(QStringLiteral("token")))
              : settings.tokenUrl)
    , m_paths(std::move(paths))
    , m_http(std::move(http))
    , m_clock(std::move(clock))
{
}

Result<ConnectedProvider> TectonProvider::connect(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock)
{
    if (credential.signIn == SignIn::Digest)
        return failure(fieldError(
            QStringLiteral("signIn"),
            TectonProviderMessages::tr(
                "Tecton does not sign in with a public and a private key.")));
    const bool isKey = credential.signIn == SignIn::ApiKey;
    if (credential.secret.isEmpty())
        return failure(fieldError(
            isKey ? QStringLiteral("apiKey") : QStringLiteral("clientSecret"),
            isKey ? TectonProviderMessages::tr("The API key is empty.")
                  : TectonProviderMessages::tr("The client secret is empty."),
            TectonProviderMessages::tr("Enter the credential that the connection signs in with.")));
    if (!isKey && credential.clientId.trimmed().isEmpty())
        return failure(fieldError(
            QStringLiteral("clientId"), TectonProviderMessages::tr("The client ID is empty."),
            TectonProviderMessages::tr(
                "Enter the ID of the service account that the secret belongs to.")));
    auto paths = PathTable::create(settings.paths);
    if (!paths)
        return failure(std::move(paths).error());

    const std::shared_ptr<TectonProvider> provider(
        new TectonProvider(settings, *paths, http, std::move(clock)));
    if (isKey)
        provider->m_ownKey = std::make_shared<const Secret>(credential.secret.duplicate());
    else
        provider->m_ownClientId = credential.clientId;
    auto authorizer = provider->authorizerFor(
        credential.clientId, isKey ? AccountType::ApiKey : AccountType::OAuth,
        std::move(credential.secret));
    provider->m_api = std::make_shared<ManagementApi>(
        std::make_shared<AuthorizedClient>(std::move(http), authorizer), settings.baseUrl,
        *std::move(paths));
    return ConnectedProvider{provider, authorizer};
}

Async<QList<ServiceAccount>> TectonProvider::listAccounts(QString search, CancelToken cancel)
{
    return tecton::listAccounts(m_api, std::move(search), std::move(cancel));
}

Async<ServiceAccount> TectonProvider::account(QString accountId, CancelToken cancel)
{
    return fetchAccount(m_api, std::move(accountId), std::move(cancel));
}

Async<CreatedAccount> TectonProvider::createAccount(NewAccount account, CancelToken cancel)
{
    return tecton::createAccount(m_api, std::move(account), std::move(cancel));
}

Async<ServiceAccount>
TectonProvider::updateAccount(QString accountId, AccountChange change, CancelToken cancel)
{
    const QJsonObject body = updateAccountBody(accountId, change);
    return tecton::updateAccount(m_api, std::move(accountId), body, std::move(cancel));
}

Async<ServiceAccount>
TectonProvider::setAccountActive(QString accountId, bool active, CancelToken cancel)
{
    const QJsonObject body = activateAccountBody(accountId, active);
    return tecton::updateAccount(m_api, std::move(accountId), body, std::move(cancel));
}

Async<void> TectonProvider::deleteAccount(QString accountId, CancelToken cancel)
{
    return tecton::deleteAccount(m_api, std::move(accountId), std::move(cancel));
}

Async<QList<ClientSecret>> TectonProvider::listSecrets(QString accountId, CancelToken cancel)
{
    return tecton::listSecrets(m_api, std::move(accountId), std::move(cancel));
}

Async<CreatedSecret>
TectonProvider::createSecret(QString accountId, int /*lifetimeHours*/, CancelToken cancel)
{
    return tecton::createSecret(m_api, std::move(accountId), std::move(cancel));
}

Async<ClientSecret> TectonProvider::setSecretActive(
    QString accountId, QString secretId, bool active, CancelToken cancel)
{
    return tecton::setSecretActive(
        m_api, std::move(accountId), std::move(secretId), active, std::move(cancel));
}

Async<void> TectonProvider::deleteSecret(QString accountId, QString secretId, CancelToken cancel)
{
    return tecton::deleteSecret(
        m_api, std::move(accountId), std::move(secretId), std::move(cancel));
}

Async<QList<Role>> TectonProvider::roleCatalog(CancelToken cancel)
{
    return rolesOfCatalog(fetchRoleCatalog(m_api, std::move(cancel)));
}

Async<QList<RoleGrant>> TectonProvider::rolesOf(QString accountId, CancelToken cancel)
{
    return tecton::rolesOf(m_api, std::move(accountId), std::move(cancel));
}

Async<void> TectonProvider::assignRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    return tecton::assignRole(m_api, std::move(accountId), std::move(grant), std::move(cancel));
}

Async<void> TectonProvider::removeRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    return tecton::removeRole(m_api, std::move(accountId), std::move(grant), std::move(cancel));
}

Async<QList<Scope>> TectonProvider::scopes(CancelToken cancel)
{
    return listWorkspaces(m_api, std::move(cancel));
}

Async<Identity> TectonProvider::whoAmI(CancelToken cancel)
{
    return m_ownKey ? identifyKey(m_api, m_ownKey, std::move(cancel))
                    : identifyClient(m_api, m_ownClientId, std::move(cancel));
}

Async<ServiceAccount>
TectonProvider::introspectApiKey(std::shared_ptr<const Secret> apiKey, CancelToken cancel)
{
    return accountOf(introspect(m_api, std::move(apiKey), std::move(cancel)));
}

std::shared_ptr<Authorizer>
TectonProvider::authorizerFor(const QString &accountId, AccountType type, Secret secret) const
{
    if (type == AccountType::ApiKey)
        return std::make_shared<KeyAuthorizer>(QByteArrayLiteral("Tecton-key"), std::move(secret));
    auto endpoint = std::make_shared<TokenEndpoint>(
        m_http, m_tokenUrl, ClientAuthentication::RequestBody, QStringLiteral("everything"));
    return std::make_shared<ClientCredentialsAuthorizer>(
        std::move(endpoint), accountId, std::move(secret), m_clock);
}

std::shared_ptr<FeatureReader>
TectonProvider::featureReader(std::shared_ptr<Authorizer> authorizer) const
{
    return std::make_shared<TectonFeatureReader>(
        std::make_shared<AuthorizedClient>(m_http, std::move(authorizer)), m_baseUrl, m_paths);
}

QString TectonProvider::createCommand(const NewAccount &account) const
{
    return tecton::createCommand(account);
}

} // namespace keywright::tecton
