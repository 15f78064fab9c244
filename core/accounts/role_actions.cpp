#include "core/accounts/role_actions.h"

#include "core/accounts/account_errors.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

bool holdTheSame(const QList<RoleGrant> &one, const QList<RoleGrant> &other)
{
    return std::is_permutation(one.cbegin(), one.cend(), other.cbegin(), other.cend());
}

/// Whether the server still holds what the person has seen.
Async<void> checkUnchanged(
    std::shared_ptr<Provider> provider, QString accountId, std::optional<QList<RoleGrant>> seen,
    RoleChange change, CancelToken cancel)
{
    if (!seen || !provider->capabilities().rolesReplacedAsList)
        co_return Result<void>();
    const auto held = co_await provider->rolesOf(accountId, std::move(cancel));
    if (!held)
        co_return failure(held.error());
    if (!holdTheSame(*held, *seen))
        co_return failure(rolesChangedError(change));
    co_return Result<void>();
}

/// The outcome of a change whose answer was lost, as the server's list tells it.
Async<void> reconcile(
    std::shared_ptr<Provider> provider, QString accountId, RoleGrant grant, bool isWanted,
    Result<void> outcome)
{
    if (outcome || !isOutcomeUnknown(outcome.error()))
        co_return outcome;
    const auto held = co_await provider->rolesOf(accountId, CancelToken());
    if (held && held->contains(grant) == isWanted)
        co_return Result<void>();
    co_return outcome;
}

} // namespace

Async<void> RoleActions::assign(
    std::shared_ptr<Session> session, QString accountId, RoleGrant grant,
    std::optional<QList<RoleGrant>> seen, CancelToken cancel)
{
    const auto provider = session->provider();
    auto checked =
        co_await checkUnchanged(provider, accountId, std::move(seen), RoleChange::Assign, cancel);
    if (!checked)
        co_return checked;
    auto assigned = co_await provider->assignRole(accountId, grant, std::move(cancel));
    auto settled = co_await reconcile(
        provider, std::move(accountId), std::move(grant), true, std::move(assigned));
    co_return settled;
}

Async<void> RoleActions::remove(
    std::shared_ptr<Session> session, QString accountId, RoleGrant grant,
    std::optional<QList<RoleGrant>> seen, CancelToken cancel)
{
    const auto provider = session->provider();
    auto checked =
        co_await checkUnchanged(provider, accountId, std::move(seen), RoleChange::Remove, cancel);
    if (!checked)
        co_return checked;
    auto removed = co_await provider->removeRole(accountId, grant, std::move(cancel));
    auto settled = co_await reconcile(
        provider, std::move(accountId), std::move(grant), false, std::move(removed));
    co_return settled;
}

} // namespace keywright
