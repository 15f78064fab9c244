#pragma once

#include "core/auth/token_budget.h"
#include "core/provider/atlas/atlas_access_lists.h"
#include "core/provider/atlas/atlas_projects.h"
#include "core/provider/atlas/credential_reads.h"
#include "core/provider/atlas/organization_reads.h"
#include "core/provider/provider.h"
#include "core/provider/provider_factory.h"

namespace keywright::atlas {

/// A MongoDB Atlas organisation, or one of its projects. What it sends and reads is in the calls
/// and JSON functions beside it; this class gives them the connection's credential.
class AtlasProvider : public Provider
{
public:
    /// Refuses settings that cannot work: an empty credential, ids that are none.
    static Result<ConnectedProvider> connect(
        const ProviderSettings &settings, ProviderCredential credential,
        std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock);

    const Capabilities &capabilities() const override { return m_capabilities; }

    Async<QList<ServiceAccount>> listAccounts(QString search, CancelToken cancel) override;
    Async<QList<ServiceAccount>> listAllAccounts(QString search, CancelToken cancel) override;
    Async<ServiceAccount> account(QString accountId, CancelToken cancel) override;
    Async<CreatedAccount> createAccount(NewAccount account, CancelToken cancel) override;
    Async<ServiceAccount>
    updateAccount(QString accountId, AccountChange change, CancelToken cancel) override;
    Async<ServiceAccount>
    setAccountActive(QString accountId, bool active, CancelToken cancel) override;
    Async<void> deleteAccount(QString accountId, CancelToken cancel) override;

    Async<QList<ClientSecret>> listSecrets(QString accountId, CancelToken cancel) override;
    Async<CreatedSecret>
    createSecret(QString accountId, int lifetimeHours, CancelToken cancel) override;
    Async<ClientSecret>
    setSecretActive(QString accountId, QString secretId, bool active, CancelToken cancel) override;
    Async<void> deleteSecret(QString accountId, QString secretId, CancelToken cancel) override;

    Async<QList<Role>> roleCatalog(CancelToken cancel) override;
    Async<QList<RoleGrant>> rolesOf(QString accountId, CancelToken cancel) override;
    Async<void> assignRole(QString accountId, RoleGrant grant, CancelToken cancel) override;
    Async<void> removeRole(QString accountId, RoleGrant grant, CancelToken cancel) override;
    Async<QList<Scope>> scopes(CancelToken cancel) override;

    Async<Identity> whoAmI(CancelToken cancel) override;
    Async<ServiceAccount>
    introspectApiKey(std::shared_ptr<const Secret> apiKey, CancelToken cancel) override;

    std::shared_ptr<Authorizer>
    authorizerFor(const QString &accountId, AccountType type, Secret secret) const override;
    std::shared_ptr<FeatureReader>
    featureReader(std::shared_ptr<Authorizer> authorizer) const override;
    QUrl tokenUrl() const override { return m_tokenUrl; }
    QString createCommand(const NewAccount &account) const override;
    std::optional<std::chrono::milliseconds> serverAhead() const override
    {
        return m_http->serverAhead(m_baseUrl.host());
    }
    QString
    newSecretNotice(const QList<ClientSecret> &existing, const QDateTime &now) const override;
    QString deletionMeaning() const override;
    CallBudget callBudget() const override;

    AccessLists *accessLists() override { return m_accessLists.get(); }
    Projects *projects() override { return m_projects.get(); }
    OrganizationSettings *organizationSettings() override { return m_settings.get(); }
    ApiKeys *apiKeys() override { return m_apiKeys.get(); }
    Events *events() override { return m_events.get(); }
    RawReads *rawReads() override { return m_rawReads.get(); }
    Visibility *visibility() override { return m_visibility.get(); }

private:
    AtlasProvider(
        const ProviderSettings &settings, std::shared_ptr<HttpClient> http,
        std::shared_ptr<const Clock> clock);

    void use(Context context);

    Capabilities m_capabilities;
    QUrl m_baseUrl;
    QUrl m_tokenUrl;
    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<TokenBudget> m_tokenBudget;
    std::shared_ptr<BudgetMeter> m_meter;
    Context m_context;
    std::unique_ptr<AtlasAccessLists> m_accessLists;
    std::unique_ptr<AtlasProjects> m_projects;
    std::unique_ptr<AtlasOrganizationSettings> m_settings;
    std::unique_ptr<AtlasApiKeys> m_apiKeys;
    std::unique_ptr<AtlasEvents> m_events;
    std::unique_ptr<AtlasRawReads> m_rawReads;
    std::unique_ptr<AtlasVisibility> m_visibility;
};

} // namespace keywright::atlas
