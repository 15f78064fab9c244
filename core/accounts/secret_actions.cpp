#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

std::optional<ClientSecret> secretById(const QList<ClientSecret> &secrets, const QString &id)
{
    const auto found =
        std::find_if(secrets.begin(), secrets.end(), [&id](const ClientSecret &secret) {
            return secret.id == id;
        });
    if (found == secrets.end())
        return std::nullopt;
    return *found;
}

QList<ClientSecret> newOnes(const QList<ClientSecret> &before, const QList<ClientSecret> &after)
{
    QList<ClientSecret> found;
    for (const ClientSecret &secret : after) {
        if (!secretById(before, secret.id))
            found.append(secret);
    }
    return found;
}

/// A fresh list of the account's secrets, if the provider's rules allow `action` on it.
Async<QList<ClientSecret>> secretsAllowing(
    SecretAction action, std::shared_ptr<Provider> provider, QString accountId, QString secretId,
    CancelToken cancel)
{
    auto secrets = co_await provider->listSecrets(accountId, std::move(cancel));
    if (!secrets)
        co_return failure(std::move(secrets).error());
    if (auto problem = secretProblem(action, secretId, *secrets, provider->capabilities().secrets))
        co_return failure(*std::move(problem));
    co_return secrets;
}

CreationIntent intentFor(
    const Session &session, const QString &accountId, const QString &accountName,
    const QList<ClientSecret> &before, qint64 rotationId)
{
    CreationIntent intent;
    intent.connectionId = session.connection().id;
    intent.kind = CreationKind::Secret;
    intent.accountId = accountId;
    intent.accountName = accountName;
    for (const ClientSecret &secret : before)
        intent.knownBefore.append(secret.id);
    intent.serverAhead = session.provider()->serverAhead();
    intent.rotationId = rotationId;
    return intent;
}

/// The answer to a creation was lost: finds out what the server did.
Async<SecretCreation> explainLostSecret(
    std::shared_ptr<Provider> provider, QString accountId, QList<ClientSecret> before,
    JournalledCreation journalled, Error lost)
{
    const auto after = co_await provider->listSecrets(accountId, CancelToken());
    const auto found = after ? newOnes(before, *after) : QList<ClientSecret>();
    if (after && found.isEmpty() && !mayStillHappen(lost)) {
        journalled.end();
        co_return failure(notCreatedError(lost));
    }
    journalled.leave();
    if (found.size() != 1)
        co_return failure(secretCreationUncertainError(lost));
    co_return failure(newSecretLostError(found.constFirst(), lost));
}

} // namespace

Async<SecretCreation> AccountActions::createSecret(
    std::shared_ptr<Session> session, QString accountId, QString accountName, int lifetimeHours,
    bool store, CancelToken cancel, qint64 rotationId)
{
    const auto provider = session->provider();
    const auto before =
        co_await secretsAllowing(SecretAction::Create, provider, accountId, QString(), cancel);
    if (!before)
        co_return failure(before.error());
    if (cancel.isCancelled())
        co_return failure(cancelledError());
    const auto journalled = JournalledCreation::begin(
        *session, intentFor(*session, accountId, accountName, *before, rotationId));
    if (!journalled)
        co_return failure(journalled.error());

    // From here on the server may have acted: nothing stops the way of the secret any more.
    auto created = co_await provider->createSecret(accountId, lifetimeHours, CancelToken());
    if (!created) {
        Error error = std::move(created).error();
        if (isOutcomeUnknown(error)) {
            auto explained = co_await explainLostSecret(
                provider, accountId, *before, *journalled, std::move(error));
            co_return explained;
        }
        journalled->end();
        co_return failure(std::move(error));
    }
    SecretCreation creation;
    creation.journalEntry = journalled->entry();
    creation.info = std::move(created->info);
    creation.secret = std::make_shared<const Secret>(std::move(created->secret));
    journalled->answered(accountId, creation.info.id);
    if (store) {
        CredentialKey key = accountKey(*session, accountId, creation.info.id);
        auto label = co_await storeSecret(session, std::move(key), accountName, creation.secret);
        creation.stored = label.has_value();
        if (label) {
            creation.storedAs = *label;
            journalled->kept(creation.info.id, creation.info.id);
        } else {
            creation.storeError = label.error();
        }
    }
    co_return Result<SecretCreation>(std::move(creation));
}

Async<ClientSecret> AccountActions::setSecretActive(
    std::shared_ptr<Session> session, QString accountId, QString secretId, bool active,
    CancelToken cancel)
{
    const auto provider = session->provider();
    const SecretAction action = active ? SecretAction::Activate : SecretAction::Deactivate;
    const auto allowed = co_await secretsAllowing(action, provider, accountId, secretId, cancel);
    if (!allowed)
        co_return failure(allowed.error());
    auto changed = co_await provider->setSecretActive(accountId, secretId, active, cancel);
    session->forgetAuthorizer(accountId);
    if (changed || !isOutcomeUnknown(changed.error()))
        co_return changed;

    const auto now = co_await provider->listSecrets(accountId, CancelToken());
    const auto secret = now ? secretById(*now, secretId) : std::nullopt;
    if (secret && (secret->status == SecretStatus::Active) == active)
        co_return Result<ClientSecret>(*secret);
    co_return changed;
}

Async<void> AccountActions::removeSecret(
    std::shared_ptr<Session> session, QString accountId, QString secretId, CancelToken cancel)
{
    const auto provider = session->provider();
    const auto allowed =
        co_await secretsAllowing(SecretAction::Delete, provider, accountId, secretId, cancel);
    if (!allowed)
        co_return failure(allowed.error());
    auto deleted = co_await provider->deleteSecret(accountId, secretId, cancel);
    if (!deleted && isOutcomeUnknown(deleted.error())) {
        const auto left = co_await provider->listSecrets(accountId, CancelToken());
        if (left && !secretById(*left, secretId))
            deleted = Result<void>();
    }
    if (!deleted)
        co_return deleted;
    auto removed = co_await removeStored(session, accountId, secretId);
    if (!removed)
        co_return failure(entryLeftError(EntryOf::Secret, removed.error()));
    co_return Result<void>();
}

Async<void> AccountActions::discardSecret(
    std::shared_ptr<Session> session, QString accountId, QString secretId, CancelToken cancel)
{
    const Capabilities &can = session->provider()->capabilities();
    if (can.deactivateSecrets && can.secrets.deleteOnlyDeactivated) {
        const auto secrets = co_await session->provider()->listSecrets(accountId, cancel);
        if (!secrets)
            co_return failure(secrets.error());
        const auto secret = secretById(*secrets, secretId);
        if (secret && secret->status == SecretStatus::Active) {
            auto deactivated =
                co_await setSecretActive(session, accountId, secretId, false, cancel);
            if (!deactivated)
                co_return failure(std::move(deactivated).error());
        }
    }
    auto removed =
        co_await removeSecret(std::move(session), accountId, secretId, std::move(cancel));
    co_return removed;
}

} // namespace keywright
