#pragma once

#include "core/identity/role.h"
#include "core/lookup/lookup_request.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace keywright {

enum class RotationKind {
    Secret, ///< a second client secret takes over from the first
    Account ///< an API key cannot be rotated: a second account takes over from the first
};

/// How far a rotation has come. The journal has "…ing" before a change is asked for, and the next
/// step when it is done.
enum class RotationStep {
    Planned,
    FreeingSlot,  ///< deletes Rotation::slotSecretId
    Creating,     ///< asks for the new secret or account
    Created,      ///< it exists, and the keychain does not hold it yet
    Stored,       ///< the keychain holds it, read back
    Proving,      ///< signs in with it
    Proved,       ///< it works; waits for people to hand it over
    HandedOver,   ///< every program has the new one, they say
    Deactivating, ///< of the old one
    Deactivated,  ///< time of grace: it can be activated again
    Deleting,     ///< of the old one
    Retired,      ///< done
    Abandoned     ///< ended before the old one was touched
};

/// One rotation as the journal has it: ids, names and times, never the value of a secret.
struct Rotation
{
    qint64 id = 0;
    QString connectionId;
    QString accountId;
    QString accountName;
    RotationKind kind = RotationKind::Secret;
    RotationStep step = RotationStep::Planned;
    QDateTime begunAt;
    QDateTime changedAt;

    // The plan.
    int lifetimeHours = 0; ///< of the new secret; 0: the provider's own
    /// Ids of all secrets there were. RotationKind::Account: of the accounts that had the new name
    /// before it was created. None of these is ever taken for the new one.
    QStringList secretsBefore;
    QString oldSecretId;    ///< to be retired; empty when none works any more
    QString slotSecretId;   ///< to be deleted first, as it holds the second slot; may be empty
    QString newAccountName; ///< RotationKind::Account only, like the roles
    QString description;
    QList<RoleGrant> roles;             ///< what the new account is given
    std::optional<LookupRequest> probe; ///< a lookup that has to work with the new secret

    // What came of it.
    QString newAccountId;
    QString newSecretId;    ///< for an account: "api-key", as in CredentialKey::item
    QDateTime createdAt;    ///< of the new one
    QDateTime oldExpiresAt; ///< of the old one, once the new one exists; invalid: never
    /// Appeared on the server while the answer was lost; most likely the new one without its value.
    /// Or the new one itself, when the keychain does not hold it. Left behind when it is abandoned.
    QString orphanId;
    /// It was abandoned before it was known whether the new one was created. The journal's
    /// creations know of that, and it is looked for.
    bool mayAppear = false;
    QString problem; ///< why it stopped last, in a sentence; may be empty

    bool operator==(const Rotation &) const = default;

    /// Nothing is left to do.
    bool isOver() const { return step >= RotationStep::Retired; }
    /// Whether a second account takes over, because the first one's key cannot be changed.
    bool replacesAccount() const { return kind == RotationKind::Account; }
    /// Whose secret the new one is.
    const QString &newOwner() const { return replacesAccount() ? newAccountId : accountId; }
};

/// "handed-over": the words of the command line, the journal and its JSON.
QString rotationStepName(RotationStep step);
/// The earliest step for a word that is not known.
RotationStep rotationStepFrom(const QString &name);

} // namespace keywright
