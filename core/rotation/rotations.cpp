#include "core/rotation/rotations.h"

#include "core/rotation/rotation_errors.h"
#include "core/rotation/rotation_recovery.h"

#include <QDebug>

#include <utility>

namespace keywright {

Result<void> RotationWork::reach(RotationStep step)
{
    Rotation next = rotation;
    next.step = step;
    next.problem.clear();
    auto saved = journal->save(std::move(next));
    if (!saved)
        return failure(std::move(saved).error());
    rotation = *std::move(saved);
    if (controls.changed)
        controls.changed(rotation);
    return {};
}

namespace {

/// A rotation from where it stands to the next thing that people have to do.
Async<void> advance(Work work)
{
    auto freed = co_await freeSlot(work);
    if (!freed)
        co_return freed;
    auto created = co_await createNew(work);
    if (!created)
        co_return created;
    auto stored = co_await storeNew(work);
    if (!stored)
        co_return stored;
    if (work->isBefore(RotationStep::Proved)) {
        settleCreation(*work, newId(work->rotation));
        auto proved = co_await proveNew(work);
        co_return proved; // and now it is handed over
    }
    if (work->controls.retirement == Retirement::Later)
        co_return Result<void>();
    auto retired = co_await retireOld(work);
    co_return retired;
}

/// Lets others go on. Not left to the end of the object: the parameters of coroutines that have
/// ended live until whoever waited for them has suspended again.
void release(RotationWork &work)
{
    work.lock.reset();
}

/// Runs it and says where it has come to.
Async<RotationOutcome> run(Work work, std::shared_ptr<ConsumerRegister> consumers)
{
    const auto advanced = co_await advance(work);
    RotationOutcome outcome;
    if (!advanced) {
        outcome.problem = advanced.error();
        work->rotation.problem = advanced.error().message;
        // The reason is for reading only: that it cannot be kept changes nothing.
        if (auto saved = work->journal->save(work->rotation))
            work->rotation = *std::move(saved);
    }
    Rotation &rotation = work->rotation;
    if (rotation.replacesAccount() && rotation.step == RotationStep::Retired) {
        const auto moved =
            consumers->move(rotation.connectionId, rotation.accountId, rotation.newAccountId);
        if (!moved)
            qWarning("%s", qUtf8Printable(moved.error().message));
    }
    const bool isToHandOver =
        !work->isBefore(RotationStep::Created) && work->isBefore(RotationStep::HandedOver);
    if (isToHandOver && !work->secret)
        co_await readNew(work);
    if (isToHandOver)
        outcome.secret = work->secret;
    outcome.rotation = rotation;
    release(*work);
    co_return Result<RotationOutcome>(std::move(outcome));
}

/// Whether the account is there and active.
Async<bool> isInUse(Work work, QString accountId)
{
    const auto account =
        co_await work->session->provider()->account(std::move(accountId), work->cancel);
    if (!account && account.error().kind != ErrorKind::NotFound)
        co_return failure(account.error());
    co_return Result<bool>(account && account->status == AccountStatus::Active);
}

/// The new account stays when the old one does not work any more.
Async<void> guardLastAccount(Work work)
{
    const QString oldId = work->rotation.accountId;
    const auto oldWorks = co_await isInUse(work, oldId);
    if (!oldWorks)
        co_return failure(oldWorks.error());
    if (*oldWorks)
        co_return Result<void>();
    const QString successorId = work->rotation.newAccountId;
    const auto newWorks = co_await isInUse(work, successorId);
    if (!newWorks)
        co_return failure(newWorks.error());
    if (*newWorks)
        co_return failure(
            lastAccountError(work->rotation.accountName, work->rotation.newAccountName));
    co_return Result<void>();
}

/// The new secret stays when it is the only one that works.
Async<void> guardLastSecret(Work work)
{
    const Rotation rotation = work->rotation;
    const auto secrets =
        co_await work->session->provider()->listSecrets(rotation.accountId, work->cancel);
    if (!secrets)
        co_return failure(secrets.error());
    bool newWorks = false;
    bool anotherWorks = false;
    for (const ClientSecret &secret : *secrets) {
        if (secret.status == SecretStatus::Active)
            (secret.id == rotation.newSecretId ? newWorks : anotherWorks) = true;
    }
    if (newWorks && !anotherWorks)
        co_return failure(lastSecretError(rotation.newSecretId));
    co_return Result<void>();
}

/// Ends it, with nothing left of the new one but what nobody agreed to delete.
Async<void> giveUp(Work work)
{
    if (work->rotation.step == RotationStep::Creating) {
        work->rotation.orphanId.clear();
        // What is left stays where it is, and in the journal, unless it may be discarded.
        const auto left = co_await recoverNew(work, Adoption::OnlyTold);
        if (!left)
            co_return failure(left.error());
    }
    if (!work->rotation.newSecretId.isEmpty()) {
        Async<void> guard =
            work->rotation.replacesAccount() ? guardLastAccount(work) : guardLastSecret(work);
        auto guarded = co_await std::move(guard);
        if (!guarded)
            co_return guarded;
        auto discarded = co_await discardNew(work);
        if (!discarded)
            co_return discarded;
        work->rotation.orphanId.clear();
    }
    const auto open = hasOpenCreation(*work);
    if (!open)
        co_return failure(open.error());
    work->rotation.mayAppear = *open;
    co_return work->reach(RotationStep::Abandoned);
}

Async<bool> isKeychainReady(std::shared_ptr<Session> session)
{
    const auto state = co_await session->credentials()->probe();
    co_return Result<bool>(state && *state == KeychainState::Unlocked);
}

} // namespace

Rotations::Rotations(
    std::shared_ptr<JournalDatabase> database, QString lockDirectory,
    std::shared_ptr<const Clock> clock)
    : m_journal(std::make_shared<RotationJournal>(database, clock))
    , m_consumers(std::make_shared<ConsumerRegister>(database, clock))
    , m_lockDirectory(std::move(lockDirectory))
    , m_clock(std::move(clock))
{
}

Async<RotationPlan> Rotations::plan(
    std::shared_ptr<Session> session, QString accountId, RotationWish wish,
    CancelToken cancel) const
{
    // Its new secret is no reason against it: the rotation itself is.
    const auto other = m_journal->underWayFor(session->connection().id, accountId);
    if (!other)
        co_return failure(other.error());
    if (*other)
        co_return failure(alreadyRotatingError((*other)->id));
    auto planned = co_await planRotation(
        std::move(session), std::move(accountId), std::move(wish), m_clock->now(),
        std::move(cancel));
    co_return planned;
}

Result<Work> Rotations::takeUp(
    std::shared_ptr<Session> session, const Rotation &rotation, RotationControls controls,
    CancelToken cancel) const
{
    if (session && session->connection().id != rotation.connectionId)
        return failure(otherConnectionError());
    auto lock = RotationLock::take(m_lockDirectory, rotation.connectionId, rotation.accountId);
    if (!lock)
        return failure(std::move(lock).error());
    auto work = std::make_shared<RotationWork>();
    work->session = std::move(session);
    work->journal = m_journal;
    work->clock = m_clock;
    work->lock = *std::move(lock);
    work->controls = std::move(controls);
    work->cancel = std::move(cancel);
    work->rotation = rotation;
    if (rotation.id == 0)
        return work;
    // Another process may have gone on with it before the lock was taken.
    auto now = m_journal->rotation(rotation.id);
    if (!now)
        return failure(std::move(now).error());
    if (now->isOver())
        return failure(rotationOverError(rotation.id));
    work->rotation = *std::move(now);
    return work;
}

Async<RotationOutcome> Rotations::start(
    std::shared_ptr<Session> session, RotationPlan plan, RotationControls controls,
    CancelToken cancel) const
{
    const Rotation wanted = plan.rotation;
    const auto consumers = m_consumers;
    if (!wanted.slotSecretId.isEmpty() && !controls.mayFreeSlot)
        co_return failure(slotNotAgreedError(wanted.slotSecretId));
    auto work = takeUp(session, wanted, std::move(controls), std::move(cancel));
    if (!work)
        co_return failure(std::move(work).error());
    const Work taken = *work;
    const auto ready = co_await isKeychainReady(session);
    if (!ready || !*ready)
        co_return failure(keychainNotReadyError());
    const auto other = taken->journal->underWayFor(wanted.connectionId, wanted.accountId);
    if (!other)
        co_return failure(other.error());
    if (*other)
        co_return failure(alreadyRotatingError((*other)->id));
    auto added = taken->journal->add(wanted);
    if (!added)
        co_return failure(std::move(added).error());
    taken->rotation = *std::move(added);
    if (taken->controls.changed)
        taken->controls.changed(taken->rotation);
    auto outcome = co_await run(taken, consumers);
    co_return outcome;
}

Async<RotationOutcome> Rotations::resume(
    std::shared_ptr<Session> session, qint64 id, RotationControls controls,
    CancelToken cancel) const
{
    const auto consumers = m_consumers;
    const auto known = m_journal->rotation(id);
    if (!known)
        co_return failure(known.error());
    auto work = takeUp(std::move(session), *known, std::move(controls), std::move(cancel));
    if (!work)
        co_return failure(std::move(work).error());
    const Work taken = *work;
    auto outcome = co_await run(taken, consumers);
    co_return outcome;
}

Result<Rotation> Rotations::handedOver(qint64 id) const
{
    const auto known = m_journal->rotation(id);
    if (!known)
        return failure(known.error());
    const auto work = takeUp(nullptr, *known, RotationControls(), CancelToken());
    if (!work)
        return failure(work.error());
    if ((*work)->isBefore(RotationStep::Proved))
        return failure(notProvedError(
            makeError(ErrorKind::Conflict, rotationStepName((*work)->rotation.step))));
    if (!(*work)->isBefore(RotationStep::HandedOver))
        return (*work)->rotation;
    if (auto reached = (*work)->reach(RotationStep::HandedOver); !reached)
        return failure(std::move(reached).error());
    return (*work)->rotation;
}

Async<Rotation> Rotations::abandon(
    std::shared_ptr<Session> session, qint64 id, RotationControls controls,
    CancelToken cancel) const
{
    const auto known = m_journal->rotation(id);
    if (!known)
        co_return failure(known.error());
    auto taken = takeUp(std::move(session), *known, std::move(controls), std::move(cancel));
    if (!taken)
        co_return failure(std::move(taken).error());
    const Work work = *taken;
    if (!work->isBefore(RotationStep::HandedOver))
        co_return failure(tooLateToAbandonError());
    const auto ended = co_await giveUp(work);
    release(*work);
    if (!ended)
        co_return failure(ended.error());
    co_return Result<Rotation>(work->rotation);
}

Async<RotationSight>
Rotations::look(std::shared_ptr<Session> session, qint64 id, CancelToken cancel) const
{
    const auto known = m_journal->rotation(id);
    if (!known)
        co_return failure(known.error());
    RotationSight sight;
    if (known->kind == RotationKind::Account)
        co_return Result<RotationSight>(std::move(sight));
    const auto secrets =
        co_await session->provider()->listSecrets(known->accountId, std::move(cancel));
    if (!secrets)
        co_return failure(secrets.error());
    for (const ClientSecret &secret : *secrets) {
        if (secret.id == known->oldSecretId)
            sight.oldSecret = secret;
        if (secret.id == known->newSecretId)
            sight.newSecret = secret;
    }
    co_return Result<RotationSight>(std::move(sight));
}

Result<Rotation> Rotations::rotation(qint64 id) const
{
    return m_journal->rotation(id);
}

Result<std::optional<Rotation>>
Rotations::underWayFor(const QString &connectionId, const QString &accountId) const
{
    return m_journal->underWayFor(connectionId, accountId);
}

Result<QList<Rotation>> Rotations::underWay() const
{
    return m_journal->underWay();
}

Result<QList<Rotation>> Rotations::all() const
{
    return m_journal->all();
}

} // namespace keywright
