#pragma once

#include "core/auth/authorizer.h"
#include "core/base/async.h"
#include "core/identity/service_account.h"
#include "core/provider/call_budget.h"
#include "core/provider/capabilities.h"

#include <chrono>
#include <memory>
#include <optional>

namespace keywright {

class AccessLists;
class ApiKeys;
class Events;
class FeatureReader;
class OrganizationSettings;
class Projects;
class RawReads;
class Visibility;

/// What a new account is made of.
struct NewAccount
{
    NewAccount() {}

    QString name;
    QString description;
    AccountType type = AccountType::OAuth;
    QList<RoleGrant> roles;
    int secretLifetimeHours = 0; ///< 0: the provider's own, where it has expiry
};

/// A new account with the value that is told once: the API key or the client secret, by
/// `account.type`.
struct CreatedAccount
{
    ServiceAccount account;
    Secret secret;
    QString secretId; ///< empty when the provider does not tell it
};

struct CreatedSecret
{
    ClientSecret info;
    Secret secret;
};

/// Changes to an account; unset fields are left alone.
struct AccountChange
{
    AccountChange() {}

    std::optional<QString> name;
    std::optional<QString> description;
};

/// Who a credential belongs to.
struct Identity
{
    QString id; ///< service account id; empty when the provider does not tell
    QString name;
    bool isAdmin = false;
};

/// The adapter for one system. Every call carries a CancelToken and ends in exactly one Result.
/// Objects are shared: a call keeps its provider alive.
class Provider : public std::enable_shared_from_this<Provider>
{
public:
    virtual ~Provider() = default;

    virtual const Capabilities &capabilities() const = 0;

    /// All accounts; `search` is matched by the server against id, name and description (empty:
    /// all).
    virtual Async<QList<ServiceAccount>> listAccounts(QString search, CancelToken cancel) = 0;
    /// Those that the provider made for itself as well; see Capabilities::systemManagedAccounts.
    virtual Async<QList<ServiceAccount>> listAllAccounts(QString search, CancelToken cancel)
    {
        return listAccounts(std::move(search), std::move(cancel));
    }
    virtual Async<ServiceAccount> account(QString accountId, CancelToken cancel) = 0;
    /// Creates the account only; roles are granted with assignRole where the provider separates the
    /// two.
    virtual Async<CreatedAccount> createAccount(NewAccount account, CancelToken cancel) = 0;
    virtual Async<ServiceAccount>
    updateAccount(QString accountId, AccountChange change, CancelToken cancel) = 0;
    virtual Async<ServiceAccount>
    setAccountActive(QString accountId, bool active, CancelToken cancel) = 0;
    virtual Async<void> deleteAccount(QString accountId, CancelToken cancel) = 0;

    virtual Async<QList<ClientSecret>> listSecrets(QString accountId, CancelToken cancel) = 0;
    virtual Async<CreatedSecret>
    createSecret(QString accountId, int lifetimeHours, CancelToken cancel) = 0;
    virtual Async<ClientSecret>
    setSecretActive(QString accountId, QString secretId, bool active, CancelToken cancel) = 0;
    virtual Async<void> deleteSecret(QString accountId, QString secretId, CancelToken cancel) = 0;

    virtual Async<QList<Role>> roleCatalog(CancelToken cancel) = 0;
    virtual Async<QList<RoleGrant>> rolesOf(QString accountId, CancelToken cancel) = 0;
    virtual Async<void> assignRole(QString accountId, RoleGrant grant, CancelToken cancel) = 0;
    virtual Async<void> removeRole(QString accountId, RoleGrant grant, CancelToken cancel) = 0;
    /// The scopes that roles can be granted at (workspaces, projects), names in `Scope::id`.
    virtual Async<QList<Scope>> scopes(CancelToken cancel) = 0;

    /// Who the connection signs in as; the cheapest call that proves that the credential works.
    virtual Async<Identity> whoAmI(CancelToken cancel) = 0;
    /// Which account an API key belongs to.
    virtual Async<ServiceAccount>
    introspectApiKey(std::shared_ptr<const Secret> apiKey, CancelToken cancel) = 0;

    /// An authorizer for one of this system's accounts, from its API key or client secret.
    virtual std::shared_ptr<Authorizer>
    authorizerFor(const QString &accountId, AccountType type, Secret secret) const = 0;
    /// Reads features as the account behind `authorizer`; null where Capabilities::lookups is
    /// false.
    virtual std::shared_ptr<FeatureReader>
    featureReader(std::shared_ptr<Authorizer> authorizer) const = 0;
    /// Where this system's accounts exchange a client secret for a token; empty when it has no such
    /// place.
    virtual QUrl tokenUrl() const = 0;
    /// The vendor's own command line for an action on screen; empty when there is none.
    virtual QString createCommand(const NewAccount &account) const = 0;

    /// What creating a secret will do to those that exist, in sentences to show before it is done;
    /// empty when nothing. `now` is UTC.
    virtual QString
    newSecretNotice(const QList<ClientSecret> & /*existing*/, const QDateTime & /*now*/) const
    {
        return {};
    }
    /// What deleting an account does and does not do, in sentences to show before it is done; empty
    /// where it is what anybody expects.
    virtual QString deletionMeaning() const { return {}; }

    /// As the last answers told; empty for a provider that tells nothing.
    virtual CallBudget callBudget() const { return {}; }
    /// How far the server's clock is ahead of this machine's, as its last answer told; empty when
    /// none has. By it the times in its answers are compared with ours.
    virtual std::optional<std::chrono::milliseconds> serverAhead() const { return std::nullopt; }

    // What not every system has; null where it has not. Valid as long as the provider lives; a call
    // keeps what it needs.
    virtual AccessLists *accessLists() { return nullptr; }
    virtual Projects *projects() { return nullptr; }
    virtual OrganizationSettings *organizationSettings() { return nullptr; }
    virtual ApiKeys *apiKeys() { return nullptr; }
    virtual Events *events() { return nullptr; }
    virtual RawReads *rawReads() { return nullptr; }
    virtual Visibility *visibility() { return nullptr; }
};

} // namespace keywright
