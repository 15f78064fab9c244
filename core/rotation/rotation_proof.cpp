#include "core/provider/access_lists.h"
#include "core/provider/feature_reader.h"
#include "core/provider/visibility.h"
#include "core/rotation/rotation_errors.h"
#include "core/rotation/rotation_recovery.h"
#include "core/rotation/rotation_work.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

/// The new one is on the server and may sign in.
Async<void> checkServer(Work work)
{
    const Rotation rotation = work->rotation;
    const auto provider = work->session->provider();
    if (rotation.replacesAccount()) {
        const auto account = co_await provider->account(rotation.newAccountId, work->cancel);
        if (!account && account.error().kind == ErrorKind::NotFound)
            co_return failure(newAccountGoneError(rotation.newAccountName));
        if (!account)
            co_return failure(account.error());
        co_return Result<void>();
    }
    const auto secrets = co_await provider->listSecrets(rotation.accountId, work->cancel);
    if (!secrets)
        co_return failure(secrets.error());
    const auto found =
        std::find_if(secrets->begin(), secrets->end(), [&rotation](const ClientSecret &secret) {
            return secret.id == rotation.newSecretId;
        });
    if (found == secrets->end())
        co_return failure(newSecretGoneError(rotation.newSecretId));
    if (found->status != SecretStatus::Active)
        co_return failure(newSecretDeactivatedError(rotation.newSecretId));
    co_return Result<void>();
}

/// Gives the new account what it lacks of the old one's roles.
Async<void> completeRoles(Work work)
{
    const Rotation rotation = work->rotation;
    if (!rotation.replacesAccount())
        co_return Result<void>();
    const auto provider = work->session->provider();
    const auto held = co_await provider->rolesOf(rotation.newAccountId, work->cancel);
    if (!held)
        co_return failure(held.error());
    for (const RoleGrant &grant : rotation.roles) {
        if (held->contains(grant))
            continue;
        auto assigned = co_await provider->assignRole(rotation.newAccountId, grant, work->cancel);
        if (!assigned)
            co_return assigned;
    }
    co_return Result<void>();
}

/// What signing in means for the kind of credential: a fresh token, or whose key it is.
Async<void> signIn(Work work, std::shared_ptr<Authorizer> authorizer)
{
    if (work->rotation.replacesAccount()) {
        const auto owner =
            co_await work->session->provider()->introspectApiKey(work->secret, work->cancel);
        if (!owner)
            co_return failure(owner.error());
        const bool isOurs =
            owner->id == work->rotation.newAccountId && owner->status == AccountStatus::Active;
        if (!isOurs)
            co_return failure(wrongOwnerError());
        co_return Result<void>();
    }
    AuthorizationContext context(
        QByteArrayLiteral("GET"), work->session->connection().baseUrl, work->cancel);
    const auto token = co_await authorizer->authorization(std::move(context));
    if (!token)
        co_return failure(token.error());
    co_return Result<void>();
}

/// A call like those of the programs that will use the secret.
Async<void> makeRealCall(Work work, std::shared_ptr<Authorizer> authorizer)
{
    const auto provider = work->session->provider();
    if (work->rotation.probe) {
        if (const auto reader = provider->featureReader(authorizer)) {
            const auto read = co_await reader->lookup(*work->rotation.probe, work->cancel);
            if (!read)
                co_return failure(read.error());
            co_return Result<void>();
        }
    }
    if (Visibility *visibility = provider->visibility()) {
        const auto seen = co_await visibility->visible(authorizer, work->cancel);
        if (!seen)
            co_return failure(seen.error());
    }
    co_return Result<void>();
}

Async<void> use(Work work, std::shared_ptr<Authorizer> authorizer)
{
    auto signedIn = co_await signIn(work, authorizer);
    if (!signedIn)
        co_return signedIn;
    auto called = co_await makeRealCall(work, authorizer);
    co_return called;
}

/// An access list that keeps this machine out does so in a minute as well: that is no refusal to
/// wait for.
Async<bool> tryOnce(Work work, std::shared_ptr<Authorizer> authorizer)
{
    const auto used = co_await use(work, authorizer);
    if (used)
        co_return Result<bool>(true);
    AccessLists *lists = work->session->provider()->accessLists();
    if (!lists || !lists->isAddressRefusal(used.error()))
        co_return failure(used.error());
    const auto address = co_await lists->myAddress(work->cancel);
    co_return failure(notLetInError(newName(work->rotation), address.value_or(QString())));
}

PendingPolicy policyFor(const RotationWork &work)
{
    PendingPolicy policy(work.clock);
    const std::chrono::milliseconds age(
        std::max<qint64>(0, work.rotation.createdAt.msecsTo(work.clock->now())));
    policy.since -= age;
    policy.window = work.controls.pendingWindow;
    policy.wait = work.controls.wait;
    return policy;
}

} // namespace

Async<void> proveNew(Work work)
{
    if (work->proved)
        co_return Result<void>();
    if (!work->secret) {
        auto read = co_await readNew(work);
        if (!read)
            co_return failure(notProvedError(read.error()));
    }
    auto there = co_await checkServer(work);
    if (!there)
        co_return there;
    auto complete = co_await completeRoles(work);
    if (!complete)
        co_return complete;
    if (work->isBefore(RotationStep::Proved)) {
        if (auto reached = work->reach(RotationStep::Proving); !reached)
            co_return reached;
    }
    const AccountType type =
        work->rotation.replacesAccount() ? AccountType::ApiKey : AccountType::OAuth;
    const auto authorizer = work->session->provider()->authorizerFor(
        work->rotation.newOwner(), type, work->secret->duplicate());
    const std::function<Async<bool>()> attempt = [work, authorizer] {
        return tryOnce(work, authorizer);
    };
    PendingPolicy policy = policyFor(*work);
    const auto worked = co_await retryWhilePending<bool>(
        attempt, std::move(policy), work->cancel, work->controls.refused);
    work->session->giveBack(authorizer);
    if (!worked)
        co_return failure(notProvedError(worked.error()));
    work->proved = true;
    if (work->isBefore(RotationStep::Proved))
        co_return work->reach(RotationStep::Proved);
    co_return Result<void>();
}

} // namespace keywright
