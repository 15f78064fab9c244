#include "core/accounts/creation_narrowing.h"

#include "core/accounts/creation_window.h"

#include <utility>

namespace keywright {

namespace {

/// Secrets of a new account of which the first one is lost.
struct SecretsOfNew
{
    QList<CreationCandidate> lost; ///< those that may be the first one
    bool hasAnother = false;       ///< that works
};

Result<SecretsOfNew>
tellApart(const Session &session, const CreationEntry &entry, const QList<ClientSecret> &secrets)
{
    const auto others = session.journal()->madeByOthers(entry);
    if (!others)
        return failure(others.error());
    const CreationWindow window = creationWindow(session, entry);
    SecretsOfNew apart;
    for (const ClientSecret &secret : secrets) {
        const bool mayBeFirst = entry.secretId.isEmpty() ? !others->contains(secret.id) &&
                                                               window.mayHold(secret.createdAt)
                                                         : secret.id == entry.secretId;
        if (mayBeFirst)
            apart.lost.append({secret.id, secret.createdAt});
        else if (secret.status == SecretStatus::Active)
            apart.hasAnother = true;
    }
    apart.hasAnother = apart.hasAnother || apart.lost.size() > 1;
    return apart;
}

} // namespace

Async<ReconciledCreation>
narrowedToSecret(std::shared_ptr<Session> session, ReconciledCreation creation, CancelToken cancel)
{
    CreationEntry &entry = creation.entry;
    const bool mayHaveSecrets = creation.fate == CreationFate::Lost &&
                                entry.kind == CreationKind::Account &&
                                entry.type == AccountType::OAuth;
    if (!mayHaveSecrets)
        co_return Result<ReconciledCreation>(std::move(creation));
    const auto secrets =
        co_await session->provider()->listSecrets(entry.accountId, std::move(cancel));
    if (!secrets && secrets.error().kind != ErrorKind::NotFound)
        co_return failure(secrets.error());
    if (!secrets) // The account is gone.
        co_return Result<ReconciledCreation>(std::move(creation));
    const auto apart = tellApart(*session, entry, *secrets);
    if (!apart)
        co_return failure(apart.error());
    if (!apart->hasAnother)
        co_return Result<ReconciledCreation>(std::move(creation));
    if (apart->lost.isEmpty()) {
        const bool mayCome = creation.isGuess && !creationWindow(*session, entry).isOver();
        creation.fate = mayCome ? CreationFate::Open : CreationFate::Nothing;
        co_return Result<ReconciledCreation>(std::move(creation));
    }
    entry.kind = CreationKind::Secret;
    if (apart->lost.size() == 1) {
        entry.secretId = apart->lost.constFirst().id;
    } else {
        creation.fate = CreationFate::Several;
        creation.candidates = apart->lost;
    }
    co_return Result<ReconciledCreation>(std::move(creation));
}

} // namespace keywright
