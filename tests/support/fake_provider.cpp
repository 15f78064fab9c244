#include "tests/support/fake_provider.h"

#include "core/provider/feature_reader.h"

#include <QCoro/QCoroSignal>

#include <algorithm>
#include <utility>

namespace keywright::test {

namespace {

Error absent()
{
    return makeError(ErrorKind::NotFound, QStringLiteral("There is no such thing."));
}

} // namespace

Error lostAnswerError()
{
    Error error = makeError(ErrorKind::Network, QStringLiteral("The connection was lost."));
    error.outcomeUnknown = true;
    return error;
}

Secret fakeSecret(const QString &of)
{
    QString text = QStringLiteral("not-a-real-secret-of-") + of;
    return Secret::fromText(std::move(text));
}

FakeAuthorizer::FakeAuthorizer(QString account, AccountType accountType, Secret value)
    : accountId(std::move(account))
    , type(accountType)
    , secret(std::move(value))
{
}

Async<Secret> FakeAuthorizer::authorization(AuthorizationContext)
{
    co_return Result<Secret>(secret.duplicate());
}

bool FakeAuthorizer::rejected(const Secret &, const HttpResponse &)
{
    return false;
}

FakeProvider::FakeProvider(std::shared_ptr<QStringList> log)
    : m_log(std::move(log))
{
    supported.accountTypes = {AccountType::ApiKey, AccountType::OAuth};
    supported.deactivateAccounts = true;
    supported.deactivateSecrets = true;
    supported.text.nameMaxLength = 64;
    supported.text.descriptionMaxLength = 250;
}

void FakeProvider::failNext(const QString &call, Error error)
{
    m_faults.insert(call, Fault{std::move(error), false});
}

void FakeProvider::loseAnswer(const QString &call)
{
    m_faults.insert(call, Fault{lostAnswerError(), true});
}

void FakeProvider::loseRequest(const QString &call)
{
    m_faults.insert(call, Fault{lostAnswerError(), false});
}

void FakeProvider::hold(const QString &call)
{
    m_gates.insert(call, std::make_shared<Gate>());
}

void FakeProvider::release(const QString &call)
{
    if (const auto gate = m_gates.take(call))
        Q_EMIT gate->opened();
}

Async<void> FakeProvider::begin(QString call, QString subject, CancelToken cancel)
{
    m_log->append(subject.isEmpty() ? call : call + QLatin1Char(' ') + subject);
    mostInFlight = std::max(mostInFlight, ++inFlight);
    if (const auto gate = m_gates.value(call)) {
        cancel.onCancelled(gate.get(), [gate] { Q_EMIT gate->opened(); });
        co_await qCoro(gate.get(), &Gate::opened);
    }
    --inFlight;
    if (cancel.isCancelled())
        co_return failure(makeError(ErrorKind::Cancelled, QStringLiteral("Cancelled.")));
    if (m_faults.contains(call) && !m_faults.value(call).takesEffect)
        co_return failure(m_faults.take(call).error);
    co_return Result<void>();
}

Result<void> FakeProvider::end(const QString &call)
{
    if (m_faults.contains(call))
        return failure(m_faults.take(call).error);
    return {};
}

ServiceAccount *FakeProvider::find(const QString &id)
{
    for (ServiceAccount &account : accounts) {
        if (account.id == id)
            return &account;
    }
    return nullptr;
}

ClientSecret FakeProvider::makeSecret(const QString &accountId)
{
    ClientSecret secret;
    secret.id = QStringLiteral("secret-%1").arg(++m_created);
    secret.createdAt = createdAt;
    secrets[accountId].append(secret);
    return secret;
}

template <class T, class Effect>
Async<T> FakeProvider::answer(QString call, QString subject, CancelToken cancel, Effect effect)
{
    const auto self = shared_from_this();
    auto begun = co_await begin(call, std::move(subject), std::move(cancel));
    if (!begun)
        co_return failure(std::move(begun).error());
    Result<T> outcome = effect();
    if (auto ended = end(call); !ended)
        co_return failure(std::move(ended).error());
    co_return outcome;
}

Async<QList<ServiceAccount>> FakeProvider::listAccounts(QString search, CancelToken cancel)
{
    const auto matching = [this, search] {
        QList<ServiceAccount> found = accounts;
        found.removeIf([&search](const ServiceAccount &account) {
            return !account.name.contains(search) && !account.description.contains(search);
        });
        return Result<QList<ServiceAccount>>(found);
    };
    return answer<QList<ServiceAccount>>(
        QStringLiteral("listAccounts"), search, std::move(cancel), matching);
}

Async<ServiceAccount> FakeProvider::account(QString accountId, CancelToken cancel)
{
    const auto look = [this, accountId]() -> Result<ServiceAccount> {
        if (const auto *known = find(accountId))
            return *known;
        return failure(absent());
    };
    return answer<ServiceAccount>(QStringLiteral("account"), accountId, std::move(cancel), look);
}

Async<CreatedAccount> FakeProvider::createAccount(NewAccount account, CancelToken cancel)
{
    const auto create = [this, account] {
        CreatedAccount created;
        created.account.id = QStringLiteral("id-") + account.name;
        created.account.name = account.name;
        created.account.description = account.description;
        created.account.type = account.type;
        created.account.createdAt = createdAt;
        accounts.append(created.account);
        if (account.type == AccountType::OAuth) {
            const ClientSecret secret = makeSecret(created.account.id);
            if (tellsSecretId)
                created.secretId = secret.id;
        }
        created.secret = fakeSecret(account.name);
        return Result<CreatedAccount>(std::move(created));
    };
    return answer<CreatedAccount>(
        QStringLiteral("createAccount"), account.name, std::move(cancel), create);
}

Async<ServiceAccount>
FakeProvider::updateAccount(QString accountId, AccountChange change, CancelToken cancel)
{
    const auto update = [this, accountId, change]() -> Result<ServiceAccount> {
        ServiceAccount *known = find(accountId);
        if (!known)
            return failure(absent());
        known->name = change.name.value_or(known->name);
        known->description = change.description.value_or(known->description);
        return *known;
    };
    return answer<ServiceAccount>(
        QStringLiteral("updateAccount"), accountId, std::move(cancel), update);
}

Async<ServiceAccount>
FakeProvider::setAccountActive(QString accountId, bool active, CancelToken cancel)
{
    const auto set = [this, accountId, active]() -> Result<ServiceAccount> {
        ServiceAccount *known = find(accountId);
        if (!known)
            return failure(absent());
        known->status = active ? AccountStatus::Active : AccountStatus::Deactivated;
        return *known;
    };
    return answer<ServiceAccount>(
        QStringLiteral("setAccountActive"), accountId, std::move(cancel), set);
}

Async<void> FakeProvider::deleteAccount(QString accountId, CancelToken cancel)
{
    const auto remove = [this, accountId]() -> Result<void> {
        if (!find(accountId))
            return failure(absent());
        accounts.removeIf([&accountId](const auto &account) { return account.id == accountId; });
        return {};
    };
    return answer<void>(QStringLiteral("deleteAccount"), accountId, std::move(cancel), remove);
}

Async<QList<ClientSecret>> FakeProvider::listSecrets(QString accountId, CancelToken cancel)
{
    return answer<QList<ClientSecret>>(
        QStringLiteral("listSecrets"), accountId, std::move(cancel),
        [this, accountId] { return Result<QList<ClientSecret>>(secrets.value(accountId)); });
}

Async<CreatedSecret> FakeProvider::createSecret(QString accountId, int, CancelToken cancel)
{
    const auto create = [this, accountId] {
        CreatedSecret created;
        created.info = makeSecret(accountId);
        created.secret = fakeSecret(created.info.id);
        return Result<CreatedSecret>(std::move(created));
    };
    return answer<CreatedSecret>(
        QStringLiteral("createSecret"), accountId, std::move(cancel), create);
}

Async<ClientSecret>
FakeProvider::setSecretActive(QString accountId, QString secretId, bool active, CancelToken cancel)
{
    const auto set = [this, accountId, secretId, active]() -> Result<ClientSecret> {
        for (ClientSecret &secret : secrets[accountId]) {
            if (secret.id != secretId)
                continue;
            secret.status = active ? SecretStatus::Active : SecretStatus::Deactivated;
            return secret;
        }
        return failure(absent());
    };
    return answer<ClientSecret>(
        QStringLiteral("setSecretActive"), secretId, std::move(cancel), set);
}

Async<void> FakeProvider::deleteSecret(QString accountId, QString secretId, CancelToken cancel)
{
    const auto remove = [this, accountId, secretId] {
        secrets[accountId].removeIf([&](const auto &secret) { return secret.id == secretId; });
        return Result<void>();
    };
    return answer<void>(QStringLiteral("deleteSecret"), secretId, std::move(cancel), remove);
}

Async<QList<Role>> FakeProvider::roleCatalog(CancelToken cancel)
{
    return answer<QList<Role>>(QStringLiteral("roleCatalog"), QString(), std::move(cancel), [] {
        return Result<QList<Role>>();
    });
}

Async<QList<RoleGrant>> FakeProvider::rolesOf(QString accountId, CancelToken cancel)
{
    return answer<QList<RoleGrant>>(
        QStringLiteral("rolesOf"), accountId, std::move(cancel),
        [this, accountId] { return Result<QList<RoleGrant>>(roles.value(accountId)); });
}

Async<void> FakeProvider::assignRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    const auto assign = [this, accountId, grant] {
        roles[accountId].append(grant);
        return Result<void>();
    };
    return answer<void>(QStringLiteral("assignRole"), grant.roleId, std::move(cancel), assign);
}

Async<void> FakeProvider::removeRole(QString accountId, RoleGrant grant, CancelToken cancel)
{
    const auto remove = [this, accountId, grant] {
        roles[accountId].removeOne(grant);
        return Result<void>();
    };
    return answer<void>(QStringLiteral("removeRole"), grant.roleId, std::move(cancel), remove);
}

Async<QList<Scope>> FakeProvider::scopes(CancelToken cancel)
{
    return answer<QList<Scope>>(QStringLiteral("scopes"), QString(), std::move(cancel), [] {
        return Result<QList<Scope>>();
    });
}

Async<Identity> FakeProvider::whoAmI(CancelToken cancel)
{
    return answer<Identity>(QStringLiteral("whoAmI"), QString(), std::move(cancel), [this] {
        return Result<Identity>(identity);
    });
}

Async<ServiceAccount>
FakeProvider::introspectApiKey(std::shared_ptr<const Secret>, CancelToken cancel)
{
    return answer<ServiceAccount>(
        QStringLiteral("introspectApiKey"), QString(), std::move(cancel),
        [] { return Result<ServiceAccount>(failure(absent())); });
}

std::shared_ptr<Authorizer>
FakeProvider::authorizerFor(const QString &accountId, AccountType type, Secret secret) const
{
    return std::make_shared<FakeAuthorizer>(accountId, type, std::move(secret));
}

std::shared_ptr<FeatureReader> FakeProvider::featureReader(std::shared_ptr<Authorizer>) const
{
    return nullptr;
}

} // namespace keywright::test
