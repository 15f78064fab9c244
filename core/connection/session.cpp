#include "core/connection/session.h"

#include <QCoreApplication>

#include <utility>
#include <vector>

namespace keywright {

namespace {

struct SessionMessages
{
    Q_DECLARE_TR_FUNCTIONS(Session)
};

Error noSecretError(const QString &accountId)
{
    return makeError(
        ErrorKind::NotFound,
        SessionMessages::tr("The account %1 cannot be used: the keychain holds no secret of it.")
            .arg(accountId),
        SessionMessages::tr(
            "Create a new client secret for it and store it in the keychain, or choose "
            "another account."));
}

bool isApiKey(const StoredCredential &credential)
{
    return credential.key.item == QStringLiteral("api-key");
}

/// The newest client secret of the account, or else its API key.
std::optional<CredentialKey>
bestCredential(const QList<StoredCredential> &stored, const QString &accountId)
{
    std::optional<CredentialKey> best;
    bool bestIsApiKey = false;
    for (const StoredCredential &credential : stored) {
        if (credential.key.owner != accountId)
            continue;
        if (best && isApiKey(credential) && !bestIsApiKey)
            continue;
        best = credential.key;
        bestIsApiKey = isApiKey(credential);
    }
    return best;
}

} // namespace

Session::Session(
    Connection connection, std::shared_ptr<Provider> provider,
    std::shared_ptr<Authorizer> authorizer, std::shared_ptr<CredentialStore> credentials,
    std::shared_ptr<CreationJournal> journal)
    : m_connection(std::move(connection))
    , m_provider(std::move(provider))
    , m_authorizer(std::move(authorizer))
    , m_credentials(std::move(credentials))
    , m_journal(std::move(journal))
{
    // A client id is the id of the service account it belongs to.
    if (m_connection.signIn == SignIn::ClientCredentials)
        m_ownAccountId = m_connection.clientId;
}

Async<Identity> Session::identify(CancelToken cancel)
{
    const auto self = shared_from_this();
    auto identity = co_await m_provider->whoAmI(std::move(cancel));
    if (identity && !identity->id.isEmpty())
        m_ownAccountId = identity->id;
    co_return identity;
}

Result<CredentialKey> Session::storedKey(const QString &accountId) const
{
    const auto stored = m_credentials->stored(m_connection.id);
    if (!stored)
        return failure(stored.error());
    auto key = bestCredential(*stored, accountId);
    if (!key && isOwnAccount(accountId))
        key = bestCredential(*stored, CredentialKey::connectionOwner);
    if (!key)
        return failure(noSecretError(accountId));
    return *key;
}

bool Session::isOwnAccount(const QString &accountId) const
{
    // A pair of keys is not the credential of a service account.
    return !accountId.isEmpty() && accountId == m_ownAccountId &&
           m_connection.signIn != SignIn::Digest;
}

Async<std::shared_ptr<Authorizer>> Session::authorizerFor(QString accountId)
{
    const auto self = shared_from_this();
    if (accountId.isEmpty())
        co_return Result<std::shared_ptr<Authorizer>>(m_authorizer);
    if (const auto kept = m_authorizers.value(accountId))
        co_return Result<std::shared_ptr<Authorizer>>(kept);

    Result<std::shared_ptr<Authorizer>> made;
    int forgotten = 0;
    do {
        // What was read before it was forgotten may be an older secret.
        forgotten = m_forgotten;
        made = co_await makeAuthorizer(accountId);
    } while (made && forgotten != m_forgotten);
    if (!made)
        co_return made;
    // Another caller may have been faster; then both use that one, and so share its token.
    auto &kept = m_authorizers[accountId];
    if (!kept)
        kept = *made;
    co_return Result<std::shared_ptr<Authorizer>>(kept);
}

Async<std::shared_ptr<Authorizer>> Session::makeAuthorizer(QString accountId)
{
    const auto stored = m_credentials->stored(m_connection.id);
    if (!stored)
        co_return failure(stored.error());
    const auto key = bestCredential(*stored, accountId);
    if (!key && isOwnAccount(accountId))
        co_return Result<std::shared_ptr<Authorizer>>(m_authorizer);
    if (!key)
        co_return failure(noSecretError(accountId));
    auto secret = co_await m_credentials->read(*key);
    if (!secret && secret.error().kind == ErrorKind::NotFound)
        co_return failure(noSecretError(accountId));
    if (!secret)
        co_return failure(std::move(secret).error());
    const AccountType type =
        key->item == QStringLiteral("api-key") ? AccountType::ApiKey : AccountType::OAuth;
    auto authorizer = m_provider->authorizerFor(accountId, type, *std::move(secret));
    co_return Result<std::shared_ptr<Authorizer>>(std::move(authorizer));
}

void Session::forgetAuthorizer(const QString &accountId)
{
    ++m_forgotten;
    auto kept = m_authorizers.take(accountId);
    // The connection itself goes on with its own.
    if (kept && kept != m_authorizer)
        giveBack(std::move(kept));
}

void Session::giveBack(std::shared_ptr<Authorizer> authorizer)
{
    m_returns.begin(std::move(authorizer));
}

Async<void> Session::signOut(CancelToken cancel)
{
    const auto self = shared_from_this();
    QList<std::shared_ptr<Authorizer>> authorizers = m_authorizers.values();
    authorizers.append(m_authorizer);
    std::vector<Async<void>> revocations;
    for (const auto &authorizer : authorizers)
        revocations.push_back(authorizer->revoke(cancel));
    revocations.push_back(m_returns.finish(cancel));
    for (Async<void> &revocation : revocations)
        co_await revocation;
    co_return Result<void>();
}

} // namespace keywright
