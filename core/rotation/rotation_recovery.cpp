#include "core/rotation/rotation_recovery.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"
#include "core/rotation/loose_ends.h"

#include <algorithm>
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

/// The creations that this rotation has asked for and that have not ended, the newest first.
QList<CreationEntry> ownCreations(const RotationWork &work)
{
    const Rotation &rotation = work.rotation;
    const auto &journal = work.session->journal();
    const auto entries =
        journal ? journal->underWay(rotation.connectionId) : Result<QList<CreationEntry>>();
    QList<CreationEntry> own;
    if (!entries)
        return own; // The next start reconciles them, to the same end.
    for (const CreationEntry &entry : *entries) {
        if (looksAfter(rotation, entry) && entry.begunAt >= rotation.begunAt)
            own.prepend(entry);
    }
    return own;
}

/// The id that the server told; empty while it is not known.
QString madeBy(const CreationEntry &entry)
{
    return entry.kind == CreationKind::Account ? entry.accountId : entry.secretId;
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

Async<QStringList> recoverNew(Work work)
{
    auto ids = co_await appeared(work);
    if (!ids)
        co_return ids;
    for (const QString &id : std::as_const(*ids)) {
        auto adopted = co_await adopt(work, id);
        if (adopted)
            co_return Result<QStringList>();
        if (adopted.error().kind != ErrorKind::NotFound)
            co_return failure(std::move(adopted).error());
    }
    const QString agreed = work->controls.mayDiscard;
    if (ids->removeOne(agreed)) {
        auto discarded = co_await discardOrphan(work, agreed);
        if (!discarded)
            co_return failure(std::move(discarded).error());
        // Who names the new one says that the others are not.
        work->rotation.secretsBefore += *ids;
        ids->clear();
    }
    work->rotation.orphanId = ids->size() == 1 ? ids->constFirst() : QString();
    if (!ids->isEmpty()) {
        if (auto saved = work->reach(RotationStep::Creating); !saved)
            co_return failure(std::move(saved).error());
    }
    co_return ids;
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
    settleCreation(*work, newId(rotation));
    nameNew(work->rotation, QString());
    work->rotation.createdAt = QDateTime();
    work->secret.reset();
    co_return Result<void>();
}

void settleCreation(const RotationWork &work, const QString &id)
{
    std::optional<CreationEntry> settled;
    for (const CreationEntry &entry : ownCreations(work)) {
        // The journal could not be written any more when it was told, or the process had ended.
        const bool mayBeIt = !settled && madeBy(entry).isEmpty();
        if (mayBeIt || madeBy(entry) == id)
            settled = entry;
        if (madeBy(entry) == id)
            break;
    }
    if (!settled)
        return;
    const JournalledCreation journalled(*work.session, settled->id);
    if (madeBy(*settled).isEmpty()) {
        const bool isAccount = settled->kind == CreationKind::Account;
        journalled.answered(isAccount ? id : settled->accountId, isAccount ? QString() : id);
    }
    journalled.end();
}

bool hasOpenCreation(const RotationWork &work)
{
    const auto entries = ownCreations(work);
    return std::any_of(entries.begin(), entries.end(), [](const CreationEntry &entry) {
        return madeBy(entry).isEmpty();
    });
}

} // namespace keywright
