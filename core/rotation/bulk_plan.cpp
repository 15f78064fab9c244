#include "core/rotation/bulk_rotation.h"
#include "core/rotation/rotation_errors.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

/// Concerns all accounts of a connection, so that the others need not be asked for.
bool isOfConnection(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotAuthenticated:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
        return true;
    default:
        return false;
    }
}

/// What one plan has come to.
struct BulkPlanning
{
    Rotations rotations;
    RotationWish wish;
    CancelToken cancel;
    QHash<QString, Error> unreachable; ///< by connection
};

Async<BulkEntry> planEntry(std::shared_ptr<BulkPlanning> planning, BulkAccount account)
{
    BulkEntry entry;
    entry.account = account;
    const QString connectionId = account.session->connection().id;
    const auto underWay = planning->rotations.underWayFor(connectionId, account.id);
    if (!underWay) {
        entry.obstacle = underWay.error();
        co_return Result<BulkEntry>(std::move(entry));
    }
    if (const auto &rotation = *underWay) {
        entry.underWay = rotation->id;
        entry.obstacle = alreadyRotatingError(rotation->id);
        co_return Result<BulkEntry>(std::move(entry));
    }
    if (planning->unreachable.contains(connectionId)) {
        entry.obstacle = planning->unreachable.value(connectionId);
        co_return Result<BulkEntry>(std::move(entry));
    }
    auto plan = co_await planning->rotations.plan(
        account.session, account.id, planning->wish, planning->cancel);
    if (planning->cancel.isCancelled())
        co_return failure(rotationCancelledError());
    if (!plan) {
        if (isOfConnection(plan.error()))
            planning->unreachable.insert(connectionId, plan.error());
        entry.obstacle = std::move(plan).error();
        co_return Result<BulkEntry>(std::move(entry));
    }
    entry.plan = *std::move(plan);
    entry.account.name = entry.plan.rotation.accountName;
    co_return Result<BulkEntry>(std::move(entry));
}

Async<QList<BulkEntry>> planAll(
    std::shared_ptr<BulkPlanning> planning, QList<BulkAccount> accounts,
    std::function<void(qsizetype)> planned)
{
    QList<BulkEntry> entries;
    for (const BulkAccount &account : std::as_const(accounts)) {
        auto entry = co_await planEntry(planning, account);
        if (!entry)
            co_return failure(std::move(entry).error());
        entries.append(*std::move(entry));
        if (planned)
            planned(entries.size());
    }
    std::stable_partition(entries.begin(), entries.end(), [](const BulkEntry &entry) {
        return entry.plan.ownAccountWarning.isEmpty();
    });
    co_return Result<QList<BulkEntry>>(std::move(entries));
}

} // namespace

BulkConsents BulkEntry::needs() const
{
    BulkConsents needed;
    needed.setFlag(BulkConsent::FreeSlots, !plan.rotation.slotSecretId.isEmpty());
    needed.setFlag(BulkConsent::ReplaceAccounts, plan.rotation.replacesAccount());
    needed.setFlag(BulkConsent::OwnAccounts, !plan.ownAccountWarning.isEmpty());
    return needed;
}

std::optional<Error> BulkEntry::refusal(BulkConsents agreed) const
{
    if (obstacle)
        return obstacle;
    const BulkConsents missing = needs() & ~agreed;
    if (missing.testFlag(BulkConsent::OwnAccounts))
        return ownRotationNotAgreedError(account.session->connection().name);
    if (missing.testFlag(BulkConsent::FreeSlots))
        return slotNotAgreedError(plan.rotation.slotSecretId);
    if (missing.testFlag(BulkConsent::ReplaceAccounts))
        return replacementNotAgreedError(plan.rotation.accountName);
    return std::nullopt;
}

Async<QList<BulkEntry>> BulkRotation::plan(
    QList<BulkAccount> accounts, RotationWish wish, std::function<void(qsizetype)> planned,
    CancelToken cancel) const
{
    auto planning = std::make_shared<BulkPlanning>(
        BulkPlanning{m_rotations, std::move(wish), std::move(cancel), {}});
    return planAll(std::move(planning), std::move(accounts), std::move(planned));
}

} // namespace keywright
