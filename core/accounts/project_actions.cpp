#include "core/accounts/project_actions.h"

#include "core/accounts/account_errors.h"
#include "core/provider/projects.h"

#include <algorithm>

namespace keywright {

namespace {

/// The roles that the account has in the project; nothing when it does not belong to it.
Async<std::optional<QStringList>>
rolesIn(std::shared_ptr<Provider> provider, QString accountId, QString projectId)
{
    const auto memberships =
        co_await provider->projects()->projectsOf(std::move(accountId), CancelToken());
    if (!memberships)
        co_return failure(memberships.error());
    const auto found = std::find_if(
        memberships->cbegin(), memberships->cend(),
        [&projectId](const ProjectMembership &one) { return one.projectId == projectId; });
    std::optional<QStringList> roles;
    if (found != memberships->cend())
        roles = found->roles;
    co_return Result<std::optional<QStringList>>(std::move(roles));
}

bool holdsAll(const std::optional<QStringList> &held, const QStringList &wanted)
{
    return held && std::all_of(wanted.cbegin(), wanted.cend(), [&held](const QString &role) {
               return held->contains(role);
           });
}

} // namespace

Async<void> ProjectActions::invite(
    std::shared_ptr<Session> session, QString accountId, QString projectId, QStringList roles,
    CancelToken cancel)
{
    const auto provider = session->provider();
    auto invited =
        co_await provider->projects()->invite(accountId, projectId, roles, std::move(cancel));
    if (invited || !isOutcomeUnknown(invited.error()))
        co_return invited;
    const auto held = co_await rolesIn(provider, std::move(accountId), std::move(projectId));
    if (held && holdsAll(*held, roles))
        co_return Result<void>();
    co_return invited;
}

Async<void> ProjectActions::remove(
    std::shared_ptr<Session> session, QString accountId, QString projectId, CancelToken cancel)
{
    const auto provider = session->provider();
    auto removed = co_await provider->projects()->remove(accountId, projectId, std::move(cancel));
    if (removed || !isOutcomeUnknown(removed.error()))
        co_return removed;
    const auto held = co_await rolesIn(provider, std::move(accountId), std::move(projectId));
    if (held && !*held)
        co_return Result<void>();
    co_return removed;
}

} // namespace keywright
