#include "core/rotation/bulk_rotation.h"

#include <utility>

namespace keywright {

namespace {

/// One run over a plan: what its accounts share.
struct BulkRun
{
    /// Somebody hears of how it stands with this account.
    void tell(qsizetype place) const
    {
        if (controls.changed)
            controls.changed(place, results.at(place));
    }
    bool goesOn() const { return !isOver && !controls.stop.isCancelled() && !cancel.isCancelled(); }

    Rotations rotations;
    QList<BulkEntry> entries;
    BulkControls controls;
    CancelToken cancel;
    QList<BulkResult> results;
    bool isOver = false; ///< after a failure
};

using SharedRun = std::shared_ptr<BulkRun>;

RotationControls controlsOf(const SharedRun &run, qsizetype place)
{
    const BulkControls &wanted = run->controls;
    RotationControls controls;
    controls.mayFreeSlot = wanted.agreed.testFlag(BulkConsent::FreeSlots);
    controls.mayRetireOwnSecret = wanted.agreed.testFlag(BulkConsent::OwnAccounts);
    controls.changed = [run, place](const Rotation &rotation) {
        run->results[place].rotation = rotation;
        run->tell(place);
    };
    controls.refused = wanted.refused;
    controls.pendingWindow = wanted.pendingWindow;
    controls.wait = wanted.wait;
    return controls;
}

Retirement retirementOf(const BulkRun &run, const BulkEntry &entry)
{
    if (run.controls.retirement != Retirement::Deactivate)
        return run.controls.retirement;
    const Capabilities &capabilities = entry.account.session->provider()->capabilities();
    const bool canDeactivate = entry.plan.rotation.replacesAccount()
                                   ? capabilities.deactivateAccounts
                                   : capabilities.deactivateSecrets;
    return canDeactivate ? Retirement::Deactivate : Retirement::Delete;
}

/// Puts down where an account has come to. Whether it may go on with it.
bool take(BulkResult &result, const Result<RotationOutcome> &outcome)
{
    if (!outcome) {
        result.problem = outcome.error();
        return false;
    }
    result.rotation = outcome->rotation;
    result.problem = outcome->problem;
    const bool isKept = outcome->rotation.step != RotationStep::Created;
    result.onlyHere = isKept ? nullptr : outcome->secret;
    return !outcome->problem;
}

/// To where people have to do something, or to the end of the old one.
Async<void> rotateOne(SharedRun run, qsizetype place)
{
    const BulkEntry entry = run->entries.at(place);
    const auto session = entry.account.session;
    RotationControls controls = controlsOf(run, place);
    const auto started = co_await run->rotations.start(session, entry.plan, controls, run->cancel);
    if (!take(run->results[place], started))
        co_return Result<void>();
    controls.retirement = retirementOf(*run, entry);
    if (controls.retirement == Retirement::Later)
        co_return Result<void>();
    const qint64 id = started->rotation.id;
    const auto handedOver = run->rotations.handedOver(id);
    if (!handedOver) {
        run->results[place].problem = handedOver.error();
        co_return Result<void>();
    }
    const auto retired =
        co_await run->rotations.resume(session, id, std::move(controls), run->cancel);
    take(run->results[place], retired);
    co_return Result<void>();
}

Async<QList<BulkResult>> runAll(SharedRun run)
{
    for (qsizetype place = 0; place < run->results.size(); ++place) {
        if (run->results.at(place).state != BulkState::Waiting)
            continue;
        if (!run->goesOn()) {
            run->results[place].state = BulkState::NotReached;
            run->tell(place);
            continue;
        }
        run->results[place].state = BulkState::Running;
        run->tell(place);
        co_await rotateOne(run, place);
        BulkResult &result = run->results[place];
        result.state = result.problem ? BulkState::Failed : BulkState::Done;
        if (result.problem)
            run->isOver = !run->controls.goesOnAfterFailure || result.onlyHere;
        run->tell(place);
    }
    co_return Result<QList<BulkResult>>(run->results);
}

} // namespace

BulkRotation::BulkRotation(Rotations rotations)
    : m_rotations(std::move(rotations))
{
}

QList<BulkResult> BulkRotation::begin(const QList<BulkEntry> &plan, BulkConsents agreed)
{
    QList<BulkResult> results;
    results.reserve(plan.size());
    for (const BulkEntry &entry : plan) {
        BulkResult result;
        result.account = entry.account;
        result.problem = entry.refusal(agreed);
        if (result.problem)
            result.state = BulkState::LeftOut;
        results.append(std::move(result));
    }
    return results;
}

Async<QList<BulkResult>>
BulkRotation::run(QList<BulkEntry> plan, BulkControls controls, CancelToken cancel) const
{
    QList<BulkResult> results = begin(plan, controls.agreed);
    auto run = std::make_shared<BulkRun>(
        BulkRun{m_rotations, std::move(plan), std::move(controls), std::move(cancel), results});
    return runAll(std::move(run));
}

} // namespace keywright
