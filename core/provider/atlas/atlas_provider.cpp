#include "core/provider/atlas/atlas_provider.h"

#include "core/auth/client_credentials_authorizer.h"
#include "core/auth/digest_authorizer.h"
#include "core/net/base_url.h"
#include "core/provider/atlas/account_calls.h"
#include "core/provider/atlas/atlas_command.h"
#include "core/provider/atlas/atlas_limits.h"
#include "core/provider/atlas/connection_settings.h"
#include "core/provider/atlas/role_calls.h"
#include "core/provider/atlas/role_catalog.h"
#include "core/provider/atlas/secret_calls.h"
#include "core/provider/feature_reader.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct AtlasProviderMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasProvider)
};

/// For what the capabilities say that it cannot do.
template <class T> Async<T> notOffered()
{
    co_return failure(makeError(
        ErrorKind::Conflict, AtlasProviderMessages::tr("MongoDB Atlas does not offer this."),
        AtlasProviderMessages::tr(
            "To shut an account out, delete its secrets or take its roles away.")));
}

} // namespace

AtlasProvider::AtlasProvider(
    const ProviderSettings &settings, std::shared_ptr<HttpClient> http,
    std::shared_ptr<const Clock> clock)
    : m_capabilities(capabilitiesFor(settings))
    , m_baseUrl(settings.baseUrl)
    , m_tokenUrl(tokenUrlFor(settings))
    , m_http(std::move(http))
    , m_clock(clock)
    , m_tokenBudget(std::make_shared<TokenBudget>(tokensPerMinute, mostLiveTokens, clock))
    , m_meter(std::make_shared<BudgetMeter>(clock))
{
}

Result<ConnectedProvider> AtlasProvider::connect(
    const ProviderSettings &settings, ProviderCredential credential,
    std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock)
{
    if (auto problem = settingsProblem(settings, credential))
        return failure(*std::move(problem));
    const std::shared_ptr<AtlasProvider> provider(new AtlasProvider(settings, http, clock));
    const bool isDigest = credential.signIn == SignIn::Digest;
    std::shared_ptr<Authorizer> authorizer;
    if (isDigest)
        authorizer = std::make_shared<DigestAuthorizer>(
            credential.clientId.trimmed(), std::move(credential.secret));
    else
        authorizer = provider->authorizerFor(
            credential.clientId.trimmed(), AccountType::OAuth, std::move(credential.secret));
    const AtlasApi api(
        std::make_shared<AuthorizedClient>(std::move(http), authorizer), settings.baseUrl,
        provider->m_meter);
    provider->use(std::make_shared<AtlasContext>(
        api, settings.orgId, settings.projectId,
        isDigest ? QString() : credential.clientId.trimmed(), std::move(clock)));
    return ConnectedProvider{provider, authorizer};
}

void AtlasProvider::use(Context context)
{
    m_context = std::move(context);
    m_accessLists = std::make_unique<AtlasAccessLists>(m_context);
    m_projects = std::make_unique<AtlasProjects>(m_context);
    m_settings = std::make_unique<AtlasOrganizationSettings>(m_context);
    m_apiKeys = std::make_unique<AtlasApiKeys>(m_context);
    m_events = std::make_unique<AtlasEvents>(m_context);
    m_rawReads = std::make_unique<AtlasRawReads>(m_context);
    m_visibility = std::make_unique<AtlasVisibility>(m_context);
}

Async<QList<ServiceAccount>> AtlasProvider::listAccounts(QString search, CancelToken cancel)
{
    return atlas::listAccounts(m_context, std::move(search), false, std::move(cancel));
}

Async<QList<ServiceAccount>> AtlasProvider::listAllAccounts(QString search, CancelToken cancel)
{
    return atlas::listAccounts(m_context, std::move(search), true, std::move(cancel));
}

Async<ServiceAccount> AtlasProvider::account(QString accountId, CancelToken cancel)
{
    return fetchAccount(m_context, std::move(accountId), std::move(cancel));
}

Async<CreatedAccount> AtlasProvider::createAccount(NewAccount account, CancelToken cancel)
{
    return atlas::createAccount(m_context, std::move(account), std::move(cancel));
}

Async<ServiceAccount>
AtlasProvider::updateAccount(QString accountId, AccountChange change, CancelToken cancel)
{
    return atlas::updateAccount(
        m_context, std::move(accountId), std::move(change), std::move(cancel));
}

Async<ServiceAccount> AtlasProvider::setAccountActive(QString, bool, CancelToken)
{
    return notOffered<ServiceAccount>();
}

Async<void> AtlasProvider::deleteAccount(QString accountId, CancelToken cancel)
{
    return atlas::deleteAccount(m_context, std::move(accountId), std::move(cancel));
}

Async<QList<ClientSecret>> AtlasProvider::listSecrets(QString accountId, CancelToken cancel)
{
    return atlas::listSecrets(m_context, std::move(accountId), std::move(cancel));
}

Async<CreatedSecret>
AtlasProvider::createSecret(QString accountId, int lifetimeHours, CancelToken cancel)
{
    return atlas::createSecret(m_context, std::move(accountId), lifetimeHours, std::move(cancel));
}

Async<ClientSecret> AtlasProvider::setSecretActive(QString, QString, bool, CancelToken)
{
    return notOffered<ClientSecret>();
}

Async<void> AtlasProvider::deleteSecret(QString accountId, QString secretId, CancelToken cancel)
{
    return atlas::deleteSecret(
        m_context, std::move(accountId), std::move(secretId), std::move(cancel));
}

Async<QList<Role>> AtlasProvider::roleCatalog(CancelToken)
{
    co_return Result<QList<Role>>(atlas::roleCatalog());
}

Async<QList<RoleGrant>> AtlasProvider::rolesOf(QString accountId, CancelToken cancel)
{
    return atlas::rolesOf(m_context, std::move(accountId), std::move(cancel));
}

Async<void> AtlasProvider::assignRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    return atlas::assignRole(m_context, std::move(accountId), std::move(grant), std::move(cancel));
}

Async<void> AtlasProvider::removeRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    return atlas::removeRole(m_context, std::move(accountId), std::move(grant), std::move(cancel));
}

Async<QList<Scope>> AtlasProvider::scopes(CancelToken cancel)
{
    return listScopes(m_context, std::move(cancel));
}

Async<Identity> AtlasProvider::whoAmI(CancelToken cancel)
{
    return identify(m_context, std::move(cancel));
}

Async<ServiceAccount> AtlasProvider::introspectApiKey(std::shared_ptr<const Secret>, CancelToken)
{
    return notOffered<ServiceAccount>();
}

std::shared_ptr<Authorizer>
AtlasProvider::authorizerFor(const QString &accountId, AccountType /*type*/, Secret secret) const
{
    auto endpoint = std::make_shared<TokenEndpoint>(
        m_http, m_tokenUrl, ClientAuthentication::Basic, QString(),
        revocationUrlFor(m_baseUrl, m_tokenUrl), m_tokenBudget);
    return std::make_shared<ClientCredentialsAuthorizer>(
        std::move(endpoint), accountId, std::move(secret), m_clock);
}

std::shared_ptr<FeatureReader> AtlasProvider::featureReader(std::shared_ptr<Authorizer>) const
{
    return nullptr;
}

QString AtlasProvider::createCommand(const NewAccount &account) const
{
    return atlas::createCommand(account, m_context->knownOrganizationId(), m_context->projectId());
}

QString
AtlasProvider::newSecretNotice(const QList<ClientSecret> &existing, const QDateTime &now) const
{
    return atlas::newSecretNotice(existing, now);
}

QString AtlasProvider::deletionMeaning() const
{
    return m_capabilities.deleteRemovesFromProject ? m_projects->removalMeaning() : QString();
}

CallBudget AtlasProvider::callBudget() const
{
    CallBudget budget = m_meter->told();
    const QString &own = m_context->ownClientId();
    if (own.isEmpty())
        return budget;
    budget.tokensLeft = m_tokenBudget->left(own);
    budget.tokenLimit = m_tokenBudget->perMinute();
    budget.tokensLive = m_tokenBudget->live(own);
    budget.mostTokensLive = m_tokenBudget->mostLive();
    if (const auto wait = m_tokenBudget->untilMore(own))
        budget.moreTokensAt = m_clock->now().addMSecs(wait->count());
    return budget;
}

} // namespace keywright::atlas
