#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/accounts/secret_keeping.h"
#include "core/rotation/rotation_errors.h"
#include "core/rotation/rotation_recovery.h"
#include "core/rotation/rotation_work.h"

#include <utility>

namespace keywright {

namespace {

/// The secrets are those that were planned with, but for the one whose place is needed.
bool isAsPlanned(const Rotation &rotation, const QList<ClientSecret> &secrets)
{
    QStringList left = rotation.secretsBefore;
    for (const ClientSecret &secret : secrets) {
        if (!left.removeOne(secret.id))
            return false;
    }
    if (rotation.step == RotationStep::FreeingSlot)
        left.removeOne(rotation.slotSecretId);
    return left.isEmpty();
}

/// What the creation did to the old secret. Not knowing it stops nothing.
Async<void> learnDeadline(Work work)
{
    const auto secrets =
        co_await work->session->provider()->listSecrets(work->rotation.accountId, CancelToken());
    if (!secrets)
        co_return Result<void>();
    for (const ClientSecret &secret : *secrets) {
        if (secret.id == work->rotation.oldSecretId)
            work->rotation.oldExpiresAt = secret.expiresAt;
    }
    co_return Result<void>();
}

Async<void> createSecret(Work work)
{
    Rotation &rotation = work->rotation;
    auto created = co_await AccountActions::createSecret(
        work->session, rotation.accountId, rotation.accountName, rotation.lifetimeHours, true,
        work->cancel, rotation.id);
    if (!created)
        co_return failure(std::move(created).error());
    work->secret = created->secret;
    rotation.newSecretId = created->info.id;
    rotation.createdAt = work->clock->now();
    co_await learnDeadline(work);
    auto reached = work->reach(created->stored ? RotationStep::Stored : RotationStep::Created);
    if (!reached)
        co_return reached;
    if (created->storeError)
        co_return failure(*created->storeError);
    co_return Result<void>();
}

Async<void> createAccount(Work work)
{
    Rotation &rotation = work->rotation;
    NewAccount account;
    account.name = rotation.newAccountName;
    account.description = rotation.description;
    account.type = AccountType::ApiKey;
    account.roles = rotation.roles;
    auto created = co_await AccountActions::create(
        work->session, std::move(account), true, work->cancel, rotation.id);
    if (!created)
        co_return failure(std::move(created).error());
    work->secret = created->secret;
    rotation.newAccountId = created->account.id;
    rotation.newSecretId = QStringLiteral("api-key");
    rotation.createdAt = work->clock->now();
    auto reached = work->reach(created->stored ? RotationStep::Stored : RotationStep::Created);
    if (!reached)
        co_return reached;
    if (created->storeError)
        co_return failure(*created->storeError);
    co_return Result<void>();
}

/// Whoever has the name of the new account already is not the new one.
Async<void> noteBystanders(Work work)
{
    auto named = co_await accountsOfNewName(work);
    if (!named)
        co_return failure(std::move(named).error());
    work->rotation.secretsBefore = *std::move(named);
    if (!work->rotation.secretsBefore.isEmpty())
        co_return failure(successorNameTakenError(work->rotation.newAccountName));
    co_return Result<void>();
}

/// The new one is asked for once more: what others have made in the meantime is in its place.
Async<void> refuseStrangers(Work work)
{
    const Rotation rotation = work->rotation;
    QStringList ids;
    if (rotation.replacesAccount()) {
        auto named = co_await accountsOfNewName(work);
        if (!named)
            co_return failure(std::move(named).error());
        ids = *std::move(named);
    } else {
        const auto secrets =
            co_await work->session->provider()->listSecrets(rotation.accountId, work->cancel);
        if (!secrets)
            co_return failure(secrets.error());
        for (const ClientSecret &secret : *secrets)
            ids.append(secret.id);
    }
    ids.removeIf([&rotation](const QString &id) { return rotation.secretsBefore.contains(id); });
    if (ids.isEmpty())
        co_return Result<void>();
    co_return failure(
        rotation.replacesAccount() ? successorNameTakenError(rotation.newAccountName)
                                   : planOutdatedError());
}

/// The new one exists, and the keychain does not hold it. Somebody may have it, so it is replaced
/// only with consent.
Async<void> replaceLost(Work work)
{
    const QString id = newId(work->rotation);
    if (work->controls.mayDiscard != id) {
        work->rotation.orphanId = id;
        if (auto saved = work->reach(work->rotation.step); !saved)
            co_return saved;
        co_return failure(secretNotKeptError(id));
    }
    auto discarded = co_await discardNew(work);
    if (!discarded)
        co_return discarded;
    work->rotation.orphanId.clear();
    if (auto reached = work->reach(RotationStep::Creating); !reached)
        co_return reached;
    auto created = co_await createNew(std::move(work));
    co_return created;
}

} // namespace

Async<void> freeSlot(Work work)
{
    if (!work->isBefore(RotationStep::Creating) || work->rotation.replacesAccount())
        co_return Result<void>();
    const QString accountId = work->rotation.accountId;
    const QString secretId = work->rotation.slotSecretId;
    const auto secrets = co_await work->session->provider()->listSecrets(accountId, work->cancel);
    if (!secrets)
        co_return failure(secrets.error());
    if (!isAsPlanned(work->rotation, *secrets))
        co_return failure(planOutdatedError());
    if (secretId.isEmpty())
        co_return Result<void>();
    // It was agreed to before this step was written.
    const bool agreed =
        work->controls.mayFreeSlot || work->rotation.step == RotationStep::FreeingSlot;
    if (!agreed)
        co_return failure(slotNotAgreedError(secretId));
    if (auto reached = work->reach(RotationStep::FreeingSlot); !reached)
        co_return reached;
    auto removed =
        co_await AccountActions::removeSecret(work->session, accountId, secretId, work->cancel);
    if (!removed && removed.error().kind != ErrorKind::NotFound)
        co_return removed;
    co_return Result<void>();
}

Async<void> createNew(Work work)
{
    if (work->rotation.step == RotationStep::Creating) {
        const auto left = co_await recoverNew(work, Adoption::AlsoLikely);
        if (!left)
            co_return failure(left.error());
        if (!left->isEmpty())
            co_return failure(appearedError(work->rotation, *left));
    }
    if (!work->isBefore(RotationStep::Created))
        co_return Result<void>();
    if (work->cancel.isCancelled())
        co_return failure(rotationCancelledError());
    const bool isFirst = work->isBefore(RotationStep::Creating);
    if (!isFirst) {
        auto alone = co_await refuseStrangers(work);
        if (!alone)
            co_return alone;
    } else if (work->rotation.replacesAccount()) {
        auto noted = co_await noteBystanders(work);
        if (!noted)
            co_return noted;
    }
    if (auto reached = work->reach(RotationStep::Creating); !reached)
        co_return reached;
    Async<void> creation =
        work->rotation.replacesAccount() ? createAccount(work) : createSecret(work);
    auto created = co_await std::move(creation);
    if (!created && work->isBefore(RotationStep::Created)) {
        // Something may be there all the same. It is told rather than what came of asking.
        const auto left = co_await recoverNew(work, Adoption::AlsoLikely);
        if (left && !left->isEmpty())
            co_return failure(appearedError(work->rotation, *left));
    }
    co_return created;
}

Async<void> storeNew(Work work)
{
    // Once it has proved itself people may have it, and it is not to be replaced any more.
    if (!work->isBefore(RotationStep::Proved))
        co_return Result<void>();
    if (!work->secret)
        work->secret = work->controls.inHand;
    bool isStored = work->rotation.step != RotationStep::Created;
    if (!work->secret) {
        auto read = co_await readNew(work);
        if (!read && read.error().kind == ErrorKind::NotFound) {
            auto replaced = co_await replaceLost(std::move(work));
            co_return replaced;
        }
        if (!read)
            co_return read;
        isStored = true;
    }
    // It was missed once, and is there after all.
    work->rotation.orphanId.clear();
    if (isStored && work->rotation.step != RotationStep::Created)
        co_return Result<void>();
    if (isStored)
        co_return work->reach(RotationStep::Stored);
    const CredentialKey key = newKey(*work);
    const auto label =
        co_await storeSecret(work->session, key, newName(work->rotation), work->secret);
    if (!label)
        co_return failure(label.error());
    co_return work->reach(RotationStep::Stored);
}

} // namespace keywright
