#pragma once

#include "core/rotation/rotation_work.h"

namespace keywright {

// What the steps of a rotation need when an earlier run did not get to its end.

/// Where the new secret rests in the keychain.
CredentialKey newKey(const RotationWork &work);
/// What the new secret's account is called.
QString newName(const Rotation &rotation);

/// Reads the new secret from the keychain into the work; NotFound when it is not there.
Async<void> readNew(Work work);
/// Ids of the accounts that have the name that the new one is to have.
Async<QStringList> accountsOfNewName(Work work);
/// What is deleted on the server when the new one is: the account, or the secret.
QString newId(const Rotation &rotation);
/// What is taken over when the keychain holds its value.
enum class Adoption {
    OnlyTold,  ///< what the server told this rotation that it made
    AlsoLikely ///< also the only one that appeared while the answer was lost
};
/// The creation was asked for, and what came of it is not known: looks at the journal's creations
/// of this rotation, the server and the keychain. What the keychain holds is taken over, and what
/// may be discarded is. Gives the ids of what is left and may be the new one; when it is one, it is
/// written down as Rotation::orphanId. What nobody but others can have made is not among them.
Async<QStringList> recoverNew(Work work, Adoption adoption);
/// Deletes the new secret or account; also when it is gone already.
Async<void> discardNew(Work work);
/// The journal of creations is told that this rotation looks after this account or secret. What
/// else was asked for stays in it, and is reconciled when the rotation is over.
void settleCreation(const RotationWork &work, const QString &id);
/// Whether it is not known of a creation of this rotation what came of it.
Result<bool> hasOpenCreation(const RotationWork &work);

} // namespace keywright
