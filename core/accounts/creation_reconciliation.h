#pragma once

#include "core/connection/session.h"

namespace keywright {

/// What became of a creation that was left behind.
enum class CreationFate {
    Kept,    ///< the keychain holds the secret: it can be shown again
    Lost,    ///< it exists on the server, but its value is nowhere
    Several, ///< more than one thing may be it, and only a person can say which one is
    Open,    ///< nothing is there, but the server may still be at it
    Nothing  ///< nothing was created, or it is gone already: its entry has been ended
};

/// Something on the server that a creation may have made.
struct CreationCandidate
{
    QString id;          ///< of the account or the secret
    QDateTime createdAt; ///< invalid when the server does not tell

    bool operator==(const CreationCandidate &) const = default;
};

/// One creation that a crash, or an answer that was lost, left behind.
struct ReconciledCreation
{
    /// With the ids that the server told now. CreationKind::Secret also for the first secret of a
    /// new account that has been given another one since: the account is in use.
    CreationEntry entry;
    CreationFate fate = CreationFate::Nothing;
    bool wasShown = false; ///< somebody may have saved the value although nothing says so
    /// Nobody told its id: it is the only thing that appeared at the time of the creation.
    bool isGuess = false;
    QList<CreationCandidate> candidates; ///< for Several
    CredentialKey key;                   ///< of the secret in the keychain, for Kept

    bool operator==(const ReconciledCreation &) const = default;
};

/// What on the server has come of a creation: the one thing of which the id was told, or else all
/// that may be it. That is what appeared at the time of the creation, by the server's clock, and
/// was made by no other creation that is known. NotFound when the account of the secret is gone.
Async<QList<CreationCandidate>>
creationCandidates(std::shared_ptr<Session> session, CreationEntry entry, CancelToken cancel);

/// Compares the journal's entries that were left behind with the keychain and, where that does not
/// hold the secret, with the server's creationCandidates(). An error when one of them cannot be
/// asked; then nothing is concluded and nothing changes. A keychain that is locked is such an
/// error.
Async<QList<ReconciledCreation>>
reconcileCreations(std::shared_ptr<Session> session, CancelToken cancel);

/// A person says which of the candidates it is; the next look knows it.
Result<void> chooseCandidate(
    const Session &session, const ReconciledCreation &creation, const CreationCandidate &chosen);

/// A sentence on what is known, and one on what can be done.
QString fateText(const ReconciledCreation &creation);
QString fateHint(const ReconciledCreation &creation);

/// The value of one that was kept.
Async<std::shared_ptr<const Secret>>
secretToShow(std::shared_ptr<Session> session, ReconciledCreation creation);
/// Deletes the account or the secret that was lost, and ends the entry, also when that was done in
/// part. A secret is deactivated first where the provider wants that. Only for CreationFate::Lost,
/// and not for an account that has another secret by now; else a Conflict.
Async<void>
deleteOrphan(std::shared_ptr<Session> session, ReconciledCreation creation, CancelToken cancel);
/// Ends the entry without changing anything: it was shown again, or the person has dealt with it.
Result<void> endCreation(const Session &session, const ReconciledCreation &creation);

} // namespace keywright
