#pragma once

#include "core/connection/session.h"
#include "core/rotation/rotation.h"

namespace keywright {

/// What a rotation is wished to be like.
struct RotationWish
{
    RotationWish() {}

    int lifetimeHours = 0; ///< 0: the provider's own
    std::optional<LookupRequest> probe;
    /// For an API key account; nobody may have it. Empty: made from the old name, the next free
    /// one.
    QString newAccountName;
};

/// What a rotation will do, to be agreed to before it begins. Nothing has been changed yet.
struct RotationPlan
{
    Rotation rotation; ///< without an id
    /// What will happen, in sentences: the deadline that starts, what is deleted.
    QStringList consequences;
    /// Not empty: the console itself signs in with this account; see RotationControls.
    QString ownAccountWarning;
};

/// Picks the secret to be replaced, and the one whose place is needed for it. Expired and
/// deactivated secrets do not work; at most one that works can be rotated.
Result<Rotation>
planSecrets(Rotation rotation, const QList<ClientSecret> &secrets, const SecretRules &rules);

/// "fraud" becomes "fraud-2", "fraud-2" becomes "fraud-3", cut to what the provider takes.
QString successorName(const QString &name, int maxLength);

/// Reads what there is and decides by the provider's capabilities what has to be done.
Async<RotationPlan> planRotation(
    std::shared_ptr<Session> session, QString accountId, RotationWish wish, QDateTime now,
    CancelToken cancel);

} // namespace keywright
