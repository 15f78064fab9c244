#include "core/accounts/secret_keeping.h"

#include "core/accounts/account_errors.h"

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

Async<void> moveSecret(
    std::shared_ptr<Session> session, CredentialKey from, CredentialKey to, QString accountName)
{
    const auto credentials = session->credentials();
    auto read = co_await credentials->read(from);
    if (!read)
        co_return failure(std::move(read).error());
    const auto value = std::make_shared<const Secret>(*std::move(read));
    const auto other = co_await credentials->read(to);
    if (!other && other.error().kind != ErrorKind::NotFound)
        co_return failure(other.error());
    if (other && !(*other == *value))
        co_return failure(otherSecretKeptError());
    if (!other) {
        const auto stored = co_await storeSecret(session, to, std::move(accountName), value);
        if (!stored)
            co_return failure(stored.error());
    }
    // A second entry with the same value does no harm, so a failure is not worth a word.
    co_await removeStored(session, from.owner, from.item);
    co_return Result<void>();
}

Result<QList<StoredCredential>> storedOf(const Session &session, const QString &accountId)
{
    auto stored = session.credentials()->stored(session.connection().id);
    if (stored)
        stored->removeIf([&accountId](const StoredCredential &credential) {
            return credential.key.owner != accountId;
        });
    return stored;
}

Async<void> removeStored(std::shared_ptr<Session> session, QString accountId, QString item)
{
    auto entries = storedOf(*session, accountId);
    if (entries)
        entries->removeIf(
            [&item](const StoredCredential &credential) { return credential.key.item != item; });
    auto removed =
        co_await removeEntries(std::move(session), std::move(accountId), std::move(entries));
    co_return removed;
}

Async<void> removeEntries(
    std::shared_ptr<Session> session, QString accountId, Result<QList<StoredCredential>> entries)
{
    session->forgetAuthorizer(accountId);
    if (!entries)
        co_return failure(std::move(entries).error());
    const auto credentials = session->credentials();
    Result<void> outcome;
    for (const StoredCredential &credential : std::as_const(*entries)) {
        auto removed = co_await credentials->remove(credential.key);
        if (!removed && outcome)
            outcome = std::move(removed);
    }
    co_return outcome;
}

} // namespace keywright
