#pragma once

#include "core/net/http_client.h"
#include "core/provider/provider.h"
#include "core/provider/provider_factory.h"
#include "core/provider/tecton/management_api.h"

namespace keywright::tecton {

/// A Tecton cluster. What it sends and reads is in the calls and JSON functions beside it; this
/// class gives them the connection's credential.
class TectonProvider : public Provider
{
public:
    /// Refuses settings that cannot work: an empty credential, a path that is not one.
    static Result<ConnectedProvider> connect(
        const ProviderSettings &settings, ProviderCredential credential,
        std::shared_ptr<HttpClient> http, std::shared_ptr<const Clock> clock);

    const Capabilities &capabilities() const override { return m_capabilities; }

    Async<QList<ServiceAccount>> listAccounts(QString search, CancelToken cancel) override;
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

private:
    TectonProvider(
        const ProviderSettings &settings, PathTable paths, std::shared_ptr<HttpClient> http,
        std::shared_ptr<const Clock> clock);

    Capabilities m_capabilities;
    QUrl m_baseUrl;
    QUrl m_tokenUrl;
    PathTable m_paths;
    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ManagementApi> m_api;
    /// What the connection signs in with: a key of its own, or the id of an OAuth account.
    std::shared_ptr<const Secret> m_ownKey;
    QString m_ownClientId;
};

} // namespace keywright::tecton
