#pragma once

#include "core/connection/session.h"
#include "core/lookup/pending.h"
#include "core/rotation/rotation_journal.h"
#include "core/rotation/rotation_lock.h"

#include <functional>

namespace keywright {

/// How far the old secret is to be retired once the new one has been handed over.
enum class Retirement {
    Later,      ///< not now
    Deactivate, ///< where the system can; it can be activated again until it is deleted
    Delete      ///< to the end
};

/// What is agreed to, and who hears of it.
struct RotationControls
{
    RotationControls() {}

    Retirement retirement = Retirement::Later;
    bool mayFreeSlot = false;        ///< delete Rotation::slotSecretId
    QString mayDiscard;              ///< delete this, when it is Rotation::orphanId
    bool mayRetireOwnSecret = false; ///< although the console itself signs in with the account
    /// The new secret from an earlier outcome, when the keychain did not take it.
    std::shared_ptr<const Secret> inHand;
    std::function<void(const Rotation &)> changed;       ///< after each step; may be empty
    std::function<void(const PendingRefusal &)> refused; ///< while the new one is not accepted yet
    std::chrono::milliseconds pendingWindow{60'000};
    Pause wait = pause;
};

/// One run of a rotation: what its steps share.
struct RotationWork
{
    /// Writes the rotation as it is at `step`. A step that cannot be written must not be taken.
    Result<void> reach(RotationStep step);
    bool isBefore(RotationStep step) const { return rotation.step < step; }

    std::shared_ptr<Session> session;
    std::shared_ptr<RotationJournal> journal;
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<RotationLock> lock;
    RotationControls controls;
    CancelToken cancel;
    Rotation rotation;
    std::shared_ptr<const Secret> secret; ///< the new one, once it is known in this run
    bool proved = false;                  ///< in this run
};

using Work = std::shared_ptr<RotationWork>;

// The steps. Each does what is still missing of it, so that it can be run again.

/// Deletes the secret that holds the place of the new one.
Async<void> freeSlot(Work work);
/// Creates the new secret or account, unless an earlier run did.
Async<void> createNew(Work work);
/// Has the new secret in the keychain. When it is not there, what was created is
/// replaced, with consent (RotationControls::mayDiscard).
Async<void> storeNew(Work work);
/// Signs in with the new secret and makes a real call.
Async<void> proveNew(Work work);
/// Deactivates and deletes the old one, as far as the controls say.
Async<void> retireOld(Work work);

} // namespace keywright
