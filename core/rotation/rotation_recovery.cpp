#include "core/rotation/rotation_recovery.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"
#include "core/rotation/loose_ends.h"
#include "core/rotation/rotation_errors.h"

#include <utility>

namespace keywright {

namespace {

const QString apiKeyItem = QStringLiteral("api-key");

/// Ids of what appeared on the server since the plan and may be the new one.
Async<QStringList> appeared(Work work)
{
    const Rotation rotation = work->rotation;
    const auto provider = work->session->provider();
    QStringList ids;
    if (rotation.replacesAccount()) {
        auto named = co_await accountsOfNewName(work);
        if (!named)
            co_return named;
        named->removeIf(
            [&rotation](const QString &id) { return rotation.secretsBefore.contains(id); });
        co_return named;
    }
    const auto secrets = co_await provider->listSecrets(rotation.accountId, work->cancel);
    if (!secrets)
        co_return failure(secrets.error());
    for (const ClientSecret &secret : *secrets) {
        if (!rotation.secretsBefore.contains(secret.id))
            ids.append(secret.id);
    }
    co_return Result<QStringList>(std::move(ids));
}

void nameNew(Rotation &rotation, const QString &id)
{
    const bool isAccount = rotation.replacesAccount();
    if (isAccount)
        rotation.newAccountId = id;
    rotation.newSecretId = isAccount && !id.isEmpty() ? apiKeyItem : id;
}

/// Takes the new one over when the keychain holds its secret; else NotFound.
Async<void> adopt(Work work, QString id)
{
    nameNew(work->rotation, id);
    auto read = co_await readNew(work);
    if (!read) {
        nameNew(work->rotation, QString());
        co_return read;
    }
    if (!work->rotation.createdAt.isValid())
        work->rotation.createdAt = work->clock->now();
    work->rotation.orphanId.clear();
    co_return work->reach(RotationStep::Stored);
}

Async<void> discardOrphan(Work work, QString id)
{
    nameNew(work->rotation, id);
    auto discarded = co_await discardNew(work);
    if (!discarded)
        nameNew(work->rotation, QString());
    else
        work->rotation.orphanId.clear();
    co_return discarded;
}

Error orphanError(const Rotation &rotation)
{
    return rotation.replacesAccount()
               ? orphanedAccountError(rotation.newAccountName, rotation.orphanId)
               : orphanedSecretError(rotation.orphanId);
}

} // namespace

CredentialKey newKey(const RotationWork &work)
{
    return accountKey(*work.session, work.rotation.newOwner(), work.rotation.newSecretId);
}

QString newName(const Rotation &rotation)
{
    return rotation.replacesAccount() ? rotation.newAccountName : rotation.accountName;
}

QString newId(const Rotation &rotation)
{
    return rotation.replacesAccount() ? rotation.newAccountId : rotation.newSecretId;
}

Async<QStringList> accountsOfNewName(Work work)
{
    const QString name = work->rotation.newAccountName;
    const auto accounts = co_await work->session->provider()->listAccounts(name, work->cancel);
    if (!accounts)
        co_return failure(accounts.error());
    QStringList ids;
    // The server matches parts, and descriptions and ids as well.
    for (const ServiceAccount &account : *accounts) {
        if (account.name == name)
            ids.append(account.id);
    }
    co_return Result<QStringList>(std::move(ids));
}

Async<void> readNew(Work work)
{
    const CredentialKey key = newKey(*work);
    auto read = co_await work->session->credentials()->read(key);
    if (!read)
        co_return failure(std::move(read).error());
    work->secret = std::make_shared<const Secret>(*std::move(read));
    co_return Result<void>();
}

Async<void> recoverNew(Work work)
{
    const auto ids = co_await appeared(work);
    if (!ids)
        co_return failure(ids.error());
    for (const QString &id : *ids) {
        auto adopted = co_await adopt(work, id);
        if (adopted || adopted.error().kind != ErrorKind::NotFound)
            co_return adopted;
    }
    for (const QString &id : *ids) {
        if (id != work->controls.mayDiscard) {
            work->rotation.orphanId = id;
            if (auto saved = work->reach(RotationStep::Creating); !saved)
                co_return saved;
            endCreations(*work);
            co_return failure(orphanError(work->rotation));
        }
        auto discarded = co_await discardOrphan(work, id);
        if (!discarded)
            co_return discarded;
    }
    endCreations(*work);
    co_return Result<void>();
}

Async<void> discardNew(Work work)
{
    const Rotation rotation = work->rotation;
    Async<void> removal =
        rotation.replacesAccount()
            ? AccountActions::remove(work->session, rotation.newAccountId, work->cancel)
            : AccountActions::discardSecret(
                  work->session, rotation.accountId, rotation.newSecretId, work->cancel);
    auto removed = co_await std::move(removal);
    if (!removed && removed.error().kind != ErrorKind::NotFound)
        co_return removed;
    nameNew(work->rotation, QString());
    work->rotation.createdAt = QDateTime();
    work->secret.reset();
    co_return Result<void>();
}

void endCreations(const RotationWork &work)
{
    const Rotation &rotation = work.rotation;
    const auto &journal = work.session->journal();
    if (!journal)
        return;
    const auto entries = journal->underWay(rotation.connectionId);
    if (!entries)
        return; // The next start reconciles them, to the same end.
    for (const CreationEntry &entry : *entries) {
        if (looksAfter(rotation, entry) && entry.begunAt >= rotation.begunAt)
            JournalledCreation(*work.session, entry.id).end();
    }
}

} // namespace keywright
