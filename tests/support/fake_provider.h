#pragma once

#include "core/provider/provider.h"
#include "tests/support/gate.h"

#include <QHash>
#include <QStringList>

namespace keywright::test {

/// Signs nothing; remembers what it was made from.
class FakeAuthorizer : public Authorizer
{
public:
    FakeAuthorizer(QString accountId, AccountType type, Secret secret);

    Async<Secret> authorization(AuthorizationContext context) override;
    bool rejected(const Secret &used, const HttpResponse &response) override;

    const QString accountId;
    const AccountType type;
    const Secret secret;
};

/// A provider whose server is a few lists in memory. It notes each call in `log` ("createAccount
/// build-bot"), and can fail, lose the answer of, or hold back any of them by its name.
class FakeProvider : public Provider
{
public:
    explicit FakeProvider(std::shared_ptr<QStringList> log);

    /// The next call of this name fails without an effect.
    void failNext(const QString &call, Error error);
    /// The next call of this name takes effect, but its answer is lost.
    void loseAnswer(const QString &call);
    /// The next call of this name is lost on its way to the server, which cannot be told apart.
    void loseRequest(const QString &call);
    void hold(const QString &call);
    void release(const QString &call);

    const Capabilities &capabilities() const override { return supported; }
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
    QUrl tokenUrl() const override { return {}; }
    QString createCommand(const NewAccount &) const override { return {}; }
    std::optional<std::chrono::milliseconds> serverAhead() const override { return clockAhead; }

    // The server.
    Capabilities supported;
    QList<ServiceAccount> accounts;
    QHash<QString, QList<ClientSecret>> secrets;
    QHash<QString, QList<RoleGrant>> roles;
    Identity identity;
    bool tellsSecretId = false;
    QDateTime createdAt; ///< of what is created from now on; invalid: not told
    std::optional<std::chrono::milliseconds> clockAhead;
    int inFlight = 0;
    int mostInFlight = 0;

private:
    struct Fault
    {
        Error error;
        bool takesEffect = false;
    };

    /// Notes the call, waits where it is held, and says how it ends before it has an effect.
    Async<void> begin(QString call, QString subject, CancelToken cancel);
    template <class T, class Effect>
    Async<T> answer(QString call, QString subject, CancelToken cancel, Effect effect);
    /// How it ends after it took effect.
    Result<void> end(const QString &call);
    ServiceAccount *find(const QString &id);
    ClientSecret makeSecret(const QString &accountId);

    std::shared_ptr<QStringList> m_log;
    QHash<QString, Fault> m_faults;
    QHash<QString, std::shared_ptr<Gate>> m_gates;
    int m_created = 0;
};

Error lostAnswerError();
/// A value that is obviously no secret.
Secret fakeSecret(const QString &of);

} // namespace keywright::test
