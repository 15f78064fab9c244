#pragma once

#include "core/rotation/consumer_register.h"
#include "core/rotation/rotation_plan.h"
#include "core/rotation/rotation_work.h"

namespace keywright {

/// Where a run of a rotation has come to.
struct RotationOutcome
{
    Rotation rotation;
    /// The new secret, to be handed over; null once that has been done.
    std::shared_ptr<const Secret> secret;
    std::optional<Error> problem; ///< why it stopped before the next thing that people have to do
};

/// What the server says of the two secrets of a rotation while it waits.
struct RotationSight
{
    std::optional<ClientSecret> oldSecret; ///< with the time of its last use, where it is told
    std::optional<ClientSecret> newSecret;
};

/// Replaces secrets without an outage: create a second one, store it, prove that it works, hand it
/// over, and only then retire the first. Each step is in the journal before and after it is taken,
/// so that any process can go on where another one stopped; one at a time, for each account.
/// Changes nothing on the server that the journal does not know of.
class Rotations
{
public:
    Rotations(
        std::shared_ptr<JournalDatabase> database, QString lockDirectory,
        std::shared_ptr<const Clock> clock);

    /// Refuses (Conflict) an account that is being rotated, or takes over in a rotation.
    Async<RotationPlan> plan(
        std::shared_ptr<Session> session, QString accountId, RotationWish wish,
        CancelToken cancel) const;
    /// Writes the plan down and goes on as resume() does. An error means that nothing was begun.
    Async<RotationOutcome> start(
        std::shared_ptr<Session> session, RotationPlan plan, RotationControls controls,
        CancelToken cancel) const;
    /// Goes on to the next thing that people have to do: to hand the new secret over, or, when that
    /// has been done, as far as RotationControls::retirement says. An error means that it could not
    /// be taken up; what stops it later is RotationOutcome::problem.
    Async<RotationOutcome> resume(
        std::shared_ptr<Session> session, qint64 id, RotationControls controls,
        CancelToken cancel) const;
    /// People say that every program has the new secret.
    Result<Rotation> handedOver(qint64 id) const;
    /// Ends it before the old one was touched, and deletes the new one, unless no other secret, or
    /// not the account that was to be replaced, works (Conflict). An orphan that may not be
    /// discarded stays on the server, and in Rotation::orphanId.
    Async<Rotation> abandon(
        std::shared_ptr<Session> session, qint64 id, RotationControls controls,
        CancelToken cancel) const;
    Async<RotationSight>
    look(std::shared_ptr<Session> session, qint64 id, CancelToken cancel) const;

    Result<Rotation> rotation(qint64 id) const;
    /// The one that rotates the account, or in which it takes over.
    Result<std::optional<Rotation>>
    underWayFor(const QString &connectionId, const QString &accountId) const;
    /// Those that wait for something, the oldest first.
    Result<QList<Rotation>> underWay() const;
    /// All, the newest first.
    Result<QList<Rotation>> all() const;

    ConsumerRegister &consumers() const { return *m_consumers; }

private:
    /// The work on a rotation, with its lock, as the journal has it now.
    Result<Work> takeUp(
        std::shared_ptr<Session> session, const Rotation &rotation, RotationControls controls,
        CancelToken cancel) const;

    std::shared_ptr<RotationJournal> m_journal;
    std::shared_ptr<ConsumerRegister> m_consumers;
    QString m_lockDirectory;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace keywright
