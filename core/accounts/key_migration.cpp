#include "core/accounts/key_migration.h"

#include "core/accounts/access_actions.h"
#include "core/accounts/migration_proof.h"
#include "core/accounts/role_actions.h"
#include "core/connection/session_factory.h"
#include "core/provider/access_lists.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

struct KeyMigrationMessages
{
    Q_DECLARE_TR_FUNCTIONS(KeyMigration)
};

// Eight tries in the minute: servers count tokens, and a limit would hide the true refusal.
constexpr std::chrono::seconds firstPause{2};
constexpr std::chrono::seconds longestPause{12};

Error wrongMoment(const char *message)
{
    return makeError(ErrorKind::Conflict, KeyMigrationMessages::tr(message));
}

Error connectionGone()
{
    return makeError(
        ErrorKind::NotFound,
        KeyMigrationMessages::tr("The connection was not changed: it is not stored any "
                                 "more."),
        KeyMigrationMessages::tr(
            "The new account and its secret stay. Add a connection that signs in with "
            "them."));
}

} // namespace

KeyMigration::KeyMigration(std::shared_ptr<Session> session, std::shared_ptr<const Clock> clock)
    : m_session(std::move(session))
    , m_clock(std::move(clock))
{
}

bool KeyMigration::isPossible(const Session &session)
{
    const auto &provider = session.provider();
    return session.connection().signIn == SignIn::Digest && provider->apiKeys() &&
           provider->capabilities().accountTypes.contains(AccountType::OAuth);
}

Async<MigrationStart> KeyMigration::begin(CancelToken cancel)
{
    const auto self = shared_from_this();
    const auto provider = m_session->provider();
    MigrationStart start;
    auto keys = co_await provider->apiKeys()->list(cancel);
    if (!keys)
        co_return failure(std::move(keys).error());
    start.keys = *std::move(keys);
    const QString own = m_session->connection().clientId;
    const auto isOwn = [&own](const ApiKeyInfo &key) {
        return key.publicKey == own;
    };
    std::stable_partition(start.keys.begin(), start.keys.end(), isOwn);
    start.hasOwnKey = !start.keys.isEmpty() && isOwn(start.keys.constFirst());
    if (OrganizationSettings *settings = provider->organizationSettings()) {
        const auto rules = co_await settings->rules(cancel);
        if (rules)
            start.rules = *rules;
        else
            start.notices +=
                KeyMigrationMessages::tr("What the organization demands of secrets and addresses "
                                         "could not be read: %1")
                    .arg(rules.error().message);
    }
    m_rules = start.rules;
    // Names are a courtesy: ids do as well.
    auto catalog = co_await provider->roleCatalog(cancel);
    if (catalog)
        start.catalog = *std::move(catalog);
    if (Projects *projects = provider->projects()) {
        auto all = co_await projects->list(cancel);
        if (all)
            start.projects = *std::move(all);
    }
    const bool choosesRoles =
        std::any_of(start.keys.cbegin(), start.keys.cend(), [&self](const ApiKeyInfo &key) {
            return !self->suffices(key);
        });
    if (choosesRoles) {
        auto scopes = co_await provider->scopes(cancel);
        if (scopes)
            start.scopes = *std::move(scopes);
    }
    co_return Result<MigrationStart>(std::move(start));
}

bool KeyMigration::suffices(const ApiKeyInfo &key) const
{
    const Connection &connection = m_session->connection();
    return std::any_of(key.roles.cbegin(), key.roles.cend(), [&connection](const RoleGrant &grant) {
        return connection.projectId.isEmpty() || grant.scope.id == connection.projectId;
    });
}

MigrationPlan KeyMigration::plan(const ApiKeyInfo &key) const
{
    return planMigration(key, m_session->provider()->capabilities(), m_rules);
}

Async<AccountCreation> KeyMigration::create(ApiKeyInfo key, NewAccount account, CancelToken cancel)
{
    const auto self = shared_from_this();
    if (m_isCreating || m_creation)
        co_return failure(wrongMoment("The account of this migration is created already."));
    m_isCreating = true;
    auto created =
        co_await AccountActions::create(m_session, std::move(account), true, std::move(cancel));
    m_isCreating = false;
    if (!created)
        co_return created;
    m_key = std::move(key);
    m_createdAt = m_clock->elapsed();
    m_creation = std::make_shared<const AccountCreation>(*created);
    co_return created;
}

Async<std::shared_ptr<Authorizer>> KeyMigration::newAuthorizer()
{
    const auto self = shared_from_this();
    const auto creation = m_creation;
    if (creation->stored) {
        auto kept = co_await m_session->authorizerFor(creation->account.id);
        co_return kept;
    }
    auto made = m_session->provider()->authorizerFor(
        creation->account.id, AccountType::OAuth, creation->secret->duplicate());
    co_return Result<std::shared_ptr<Authorizer>>(std::move(made));
}

Async<MigrationProof>
KeyMigration::prove(CancelToken cancel, std::function<void(const PendingRefusal &)> refused)
{
    const auto self = shared_from_this();
    if (!m_creation)
        co_return failure(wrongMoment("There is no account to try yet."));
    const auto known = co_await newAuthorizer();
    if (!known)
        co_return failure(known.error());
    // A token that is kept proves nothing about the secret.
    const auto authorizer = (*known)->withOwnToken();
    PendingPolicy policy(m_clock);
    policy.since = m_createdAt;
    policy.wait = m_pause;
    policy.firstPause = firstPause;
    policy.longestPause = longestPause;
    std::function<Async<MigrationProof>()> attempt = [self, authorizer, cancel] {
        return tryAccount(
            self->m_session, self->m_creation->account, authorizer, self->m_clock, cancel);
    };
    auto proof = co_await retryWhilePending<MigrationProof>(
        std::move(attempt), std::move(policy), cancel, std::move(refused));
    m_session->giveBack(authorizer);
    m_isProved = m_isProved || proof;
    co_return proof;
}

Async<void> KeyMigration::assignMissingRoles(CancelToken cancel)
{
    const auto self = shared_from_this();
    if (!lacksRoles())
        co_return failure(wrongMoment("The account has all its roles."));
    const auto provider = m_session->provider();
    const auto creation = std::make_shared<AccountCreation>(*m_creation);
    const QString accountId = creation->account.id;
    auto held = co_await provider->rolesOf(accountId, cancel);
    if (!held) {
        for (std::pair<RoleGrant, Error> &entry : creation->failedRoles)
            entry.second = held.error();
        m_creation = creation;
        co_return failure(std::move(held).error());
    }
    const auto missing = std::exchange(creation->failedRoles, {});
    for (const std::pair<RoleGrant, Error> &entry : missing) {
        const RoleGrant &grant = entry.first;
        if (held->contains(grant))
            continue; // somebody else has given it
        auto assigned = co_await RoleActions::assign(m_session, accountId, grant, *held, cancel);
        if (assigned)
            held->append(grant);
        else
            creation->failedRoles.append({grant, assigned.error()});
    }
    creation->account.roles = *held;
    m_creation = creation;
    // What it could see was seen without these roles.
    m_isProved = false;
    if (lacksRoles())
        co_return failure(m_creation->failedRoles.constFirst().second);
    co_return Result<void>();
}

Async<void> KeyMigration::allowThisAddress(CancelToken cancel)
{
    const auto self = shared_from_this();
    const auto provider = m_session->provider();
    AccessLists *lists = provider->accessLists();
    if (!m_creation || !lists)
        co_return failure(wrongMoment("There is no access list to change."));
    const auto address = co_await lists->myAddress(cancel);
    if (!address)
        co_return failure(address.error());
    QStringList addresses(*address);
    const auto added = co_await addAccessEntries(
        m_session, m_creation->account.id, std::move(addresses), std::move(cancel));
    if (!added)
        co_return failure(added.error());
    co_return Result<void>();
}

Connection KeyMigration::movedConnection(Connection connection) const
{
    connection.signIn = SignIn::ClientCredentials;
    connection.clientId = m_creation ? m_creation->account.id : QString();
    return connection;
}

Async<void> KeyMigration::moveConnection(QPointer<ConnectionStore> store)
{
    const auto self = shared_from_this();
    if (!m_isProved)
        co_return failure(wrongMoment("The connection is moved only to an account that works."));
    if (lacksRoles())
        co_return failure(
            wrongMoment("The new account lacks roles of the key; assign them first."));
    if (!replacesOwnKey())
        co_return failure(wrongMoment("The connection signs in with another key."));
    const auto stored = store ? store->byId(m_session->connection().id) : std::nullopt;
    if (!stored)
        co_return failure(connectionGone());
    Connection moved = movedConnection(*stored);
    StoredCredential entry;
    entry.key = SessionFactory::credentialKey(moved);
    entry.label = QStringLiteral("Keywright · %1").arg(moved.name);
    const CredentialKey key = entry.key;
    const auto credentials = m_session->credentials();
    auto written = co_await credentials->write(std::move(entry), m_creation->secret);
    if (!written)
        co_return written;
    auto saved = store ? store->save(std::move(moved)) : Result<void>(failure(connectionGone()));
    if (!saved) {
        // The private key is still there, and the connection still uses it.
        co_await credentials->remove(key);
        co_return saved;
    }
    m_isMoved = true;
    co_return Result<void>();
}

Async<void> KeyMigration::forgetPrivateKey()
{
    const auto self = shared_from_this();
    if (!m_isMoved)
        co_return failure(wrongMoment("The connection still signs in with this key."));
    CredentialKey key = SessionFactory::credentialKey(m_session->connection());
    auto removed = co_await m_session->credentials()->remove(std::move(key));
    co_return removed;
}

QString KeyMigration::removalAdvice() const
{
    return m_isProved && !lacksRoles() ? plan(m_key).removalAdvice : QString();
}

} // namespace keywright
