#pragma once

#include "core/rotation/rotations.h"

#include <QFlags>

namespace keywright {

/// One account of a selection.
struct BulkAccount
{
    std::shared_ptr<Session> session;
    QString id;
    QString name; ///< as last seen; may be empty
};

/// What some accounts need before they may be rotated.
enum class BulkConsent {
    FreeSlots = 1,       ///< secrets that hold a second place without working are deleted
    ReplaceAccounts = 2, ///< new accounts take over from those with API keys
    OwnAccounts = 4      ///< what a connection itself signs in with is rotated
};
Q_DECLARE_FLAGS(BulkConsents, BulkConsent)

/// One account of a plan: what its rotation will do, or why it is left out whatever is agreed to.
struct BulkEntry
{
    BulkAccount account;
    RotationPlan plan;
    std::optional<Error> obstacle;
    qint64 underWay = 0; ///< the obstacle is this rotation, which is not over

    BulkConsents needs() const;
    /// Why it is left out when no more than this is agreed to.
    std::optional<Error> refusal(BulkConsents agreed) const;
};

enum class BulkState {
    LeftOut,
    Waiting,
    Running,
    Done,      ///< as far as the controls say
    Failed,    ///< BulkResult::problem tells why; a rotation that was begun can be resumed
    NotReached ///< the run ended before its turn
};

/// What has become of one account.
struct BulkResult
{
    BulkAccount account;
    BulkState state = BulkState::Waiting;
    Rotation rotation; ///< id 0: none was begun
    std::optional<Error> problem;
    /// The new secret, when the keychain did not take it: it is nowhere else.
    std::shared_ptr<const Secret> onlyHere;
};

/// What is agreed to for all accounts, and who hears of it.
struct BulkControls
{
    BulkControls() {}

    BulkConsents agreed;
    /// Later: the new secrets are left to be handed over by people. Else they count as handed over
    /// once they have proved themselves. Where a system cannot deactivate, Deactivate deletes.
    Retirement retirement = Retirement::Later;
    bool goesOnAfterFailure = false;
    CancelToken stop; ///< ends the run after the account that it is at
    std::function<void(qsizetype, const BulkResult &)> changed; ///< by place in the plan
    std::function<void(const PendingRefusal &)> refused;
    std::chrono::milliseconds pendingWindow{60'000};
    Pause wait = pause;
};

/// Rotates a selection of accounts one after the other, each with its own entry in the journal:
/// whatever ends the run, every rotation can be taken up on its own. Stops at the first surprise,
/// unless told otherwise; always when a secret is in no keychain.
class BulkRotation
{
public:
    explicit BulkRotation(Rotations rotations);

    /// One entry for each account, those last that a connection itself signs in with. `planned`
    /// hears how many are ready. Cancelled is the only error; other failures are obstacles.
    Async<QList<BulkEntry>> plan(
        QList<BulkAccount> accounts, RotationWish wish, std::function<void(qsizetype)> planned,
        CancelToken cancel) const;
    /// How all stand before the run.
    static QList<BulkResult> begin(const QList<BulkEntry> &plan, BulkConsents agreed);
    /// One result for each entry; always succeeds. `cancel` also ends what is under way.
    Async<QList<BulkResult>>
    run(QList<BulkEntry> plan, BulkControls controls, CancelToken cancel) const;

private:
    Rotations m_rotations;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(BulkConsents)

} // namespace keywright
