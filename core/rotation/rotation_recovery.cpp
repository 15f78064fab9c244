#include "core/rotation/rotation_recovery.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/creation_reconciliation.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"
#include "core/rotation/loose_ends.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

const QString apiKeyItem = QStringLiteral("api-key");

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
Result<QList<CreationEntry>> ownCreations(const RotationWork &work)
{
    const auto &journal = work.session->journal();
    if (!journal)
        return QList<CreationEntry>(); // Without it nothing can have been asked for.
    auto entries = journal->underWay(work.rotation.connectionId);
    if (!entries)
        return entries;
    entries->removeIf(
        [&work](const CreationEntry &entry) { return !looksAfter(work.rotation, entry); });
    std::reverse(entries->begin(), entries->end());
    return entries;
}

/// Ids of what is on the server and may be the new one.
struct Appeared
{
    QStringList told;   ///< the journal has them as made by this rotation
    QStringList likely; ///< appeared at the time of a creation of this rotation

    QStringList all() const { return told + likely; }
};

/// What came of the creations that have not ended. One that was refused has, so that what others
/// create by hand instead of it is never taken for the new one.
Async<Appeared> appeared(Work work)
{
    Appeared found;
    const auto own = ownCreations(*work);
    if (!own)
        co_return failure(own.error());
    for (const CreationEntry &entry : *own) {
        const auto candidates = co_await creationCandidates(work->session, entry, work->cancel);
        if (!candidates)
            co_return failure(candidates.error());
        QStringList &ids = entry.madeId().isEmpty() ? found.likely : found.told;
        for (const CreationCandidate &candidate : *candidates) {
            const bool isKnown = work->rotation.secretsBefore.contains(candidate.id) ||
                                 found.all().contains(candidate.id);
            if (!isKnown)
                ids.append(candidate.id);
        }
    }
    co_return Result<Appeared>(std::move(found));
}

/// Those that are taken over when the keychain holds them.
QStringList adoptable(const Appeared &found, Adoption adoption)
{
    const bool isOnly = found.told.isEmpty() && found.likely.size() == 1;
    return isOnly && adoption == Adoption::AlsoLikely ? found.likely : found.told;
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

Async<QStringList> recoverNew(Work work, Adoption adoption)
{
    const auto found = co_await appeared(work);
    if (!found)
        co_return failure(found.error());
    const QStringList candidates = adoptable(*found, adoption);
    for (const QString &id : candidates) {
        auto adopted = co_await adopt(work, id);
        if (adopted)
            co_return Result<QStringList>();
        if (adopted.error().kind != ErrorKind::NotFound)
            co_return failure(std::move(adopted).error());
    }
    QStringList ids = found->all();
    const QString agreed = work->controls.mayDiscard;
    if (ids.removeOne(agreed)) {
        auto discarded = co_await discardOrphan(work, agreed);
        if (!discarded)
            co_return failure(std::move(discarded).error());
        // Who names the new one says that the others are not.
        work->rotation.secretsBefore += ids;
        ids.clear();
    }
    work->rotation.orphanId = ids.size() == 1 ? ids.constFirst() : QString();
    if (!ids.isEmpty()) {
        if (auto saved = work->reach(RotationStep::Creating); !saved)
            co_return failure(std::move(saved).error());
    }
    co_return Result<QStringList>(std::move(ids));
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
    const auto own = ownCreations(work);
    if (!own)
        return; // The next start reconciles them, to the same end.
    std::optional<CreationEntry> settled;
    for (const CreationEntry &entry : *own) {
        // The journal could not be written any more when it was told, or the process had ended.
        const bool mayBeIt = !settled && entry.madeId().isEmpty();
        if (mayBeIt || entry.madeId() == id)
            settled = entry;
        if (entry.madeId() == id)
            break;
    }
    if (!settled)
        return;
    const JournalledCreation journalled(*work.session, settled->id);
    if (settled->madeId().isEmpty()) {
        const bool isAccount = settled->kind == CreationKind::Account;
        journalled.answered(isAccount ? id : settled->accountId, isAccount ? QString() : id);
    }
    journalled.end();
}

Result<bool> hasOpenCreation(const RotationWork &work)
{
    const auto own = ownCreations(work);
    if (!own)
        return failure(own.error());
    return std::any_of(own->begin(), own->end(), [](const CreationEntry &entry) {
        return entry.madeId().isEmpty();
    });
}

} // namespace keywright
