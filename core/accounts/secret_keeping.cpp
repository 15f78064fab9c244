#include "core/accounts/secret_keeping.h"

#include <utility>

namespace keywright {

QString keychainLabel(const Session &session, const QString &accountName)
{
    return QStringLiteral("Keywright · %1 · %2").arg(session.connection().name, accountName);
}

CredentialKey accountKey(const Session &session, const QString &accountId, const QString &item)
{
    CredentialKey key;
    key.connectionId = session.connection().id;
    key.owner = accountId;
    key.item = item;
    return key;
}

QString unnamedSecretItem()
{
    return QStringLiteral("client-secret");
}

Async<QString> storeSecret(
    std::shared_ptr<Session> session, CredentialKey key, QString accountName,
    std::shared_ptr<const Secret> secret)
{
    StoredCredential credential;
    credential.label = keychainLabel(*session, accountName);
    credential.key = std::move(key);
    const auto credentials = session->credentials();
    auto written = co_await credentials->write(credential, std::move(secret));
    // What the session kept may use an older secret.
    session->forgetAuthorizer(credential.key.owner);
    if (!written)
        co_return failure(std::move(written).error());
    co_return Result<QString>(credential.label);
}

Async<void> removeStored(std::shared_ptr<Session> session, QString accountId, QString item)
{
    session->forgetAuthorizer(accountId);
    const auto credentials = session->credentials();
    const QList<StoredCredential> stored = credentials->stored(session->connection().id);
    Result<void> outcome;
    for (const StoredCredential &credential : stored) {
        if (credential.key.owner != accountId)
            continue;
        if (!item.isEmpty() && credential.key.item != item)
            continue;
        auto removed = co_await credentials->remove(credential.key);
        if (!removed && outcome)
            outcome = std::move(removed);
    }
    co_return outcome;
}

} // namespace keywright
