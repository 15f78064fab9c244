#include "app/sandbox/atlas/account_calls.h"
#include "app/sandbox/atlas/account_changes.h"
#include "app/sandbox/atlas/account_json.h"
#include "app/sandbox/atlas/account_scope.h"
#include "app/sandbox/atlas/body_reader.h"
#include "app/sandbox/atlas/paging.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject toProjectJson(const ServiceAccount &account, const QString &projectId)
{
    return toJson(account, account.grants.current.projects.value(projectId));
}

void setProjectRoles(Call &call, ServiceAccount &account, const QStringList &roles)
{
    Grants grants = account.grants.current;
    grants.projects.insert(call.path[0], roles);
    changeGrants(call, account, grants);
}

} // namespace

CallResult listProjectAccounts(Call &call)
{
    const auto accounts = projectAccounts(call);
    return pageOf(call, accounts.size(), [&](qsizetype i) {
        return toProjectJson(*accounts[i], call.path[0]);
    });
}

CallResult createProjectAccount(Call &call)
{
    auto created = readNewAccount(call, projectRolePrefix);
    if (!created)
        return tl::unexpected(created.error());
    changeGrants(call, created->account, {{u"ORG_MEMBER"_s}, {{call.path[0], created->roles}}});
    call.record(u"SERVICE_ACCOUNT_CREATED"_s, created->account.clientId);
    call.record(u"SERVICE_ACCOUNT_ADDED_TO_GROUP"_s, created->account.clientId, call.path[0]);
    call.state.insert(created->account);
    return createdReply(*created);
}

CallResult getProjectAccount(Call &call)
{
    const auto account = projectAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    return Reply{200, toProjectJson(**account, call.path[0])};
}

CallResult updateProjectAccount(Call &call)
{
    const auto account = projectAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    const auto updated = applyUpdate(call, **account, projectRolePrefix);
    if (!updated)
        return tl::unexpected(updated.error());
    if (const std::optional<QStringList> &roles = *updated) {
        setProjectRoles(call, **account, *roles);
        call.record(u"SERVICE_ACCOUNT_ROLES_CHANGED"_s, (*account)->clientId, call.path[0]);
    }
    return Reply{200, toProjectJson(**account, call.path[0])};
}

/// The account stays in the organisation and its credentials keep working.
CallResult removeProjectAccount(Call &call)
{
    const auto account = projectAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    Grants grants = (*account)->grants.current;
    grants.projects.remove(call.path[0]);
    changeGrants(call, **account, grants);
    call.record(u"SERVICE_ACCOUNT_REMOVED_FROM_GROUP"_s, (*account)->clientId, call.path[0]);
    return Reply{204, {}};
}

CallResult inviteToProject(Call &call)
{
    const auto account = orgAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    BodyReader body(call.body);
    const auto roles = body.roles(projectRolePrefix, Presence::Required, 1, true);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    if ((*account)->grants.current.projects.contains(call.path[0]))
        return refuse(
            409, u"SERVICE_ACCOUNT_ALREADY_IN_GROUP"_s,
            u"The service account %1 is in the project already."_s.arg(call.path[1]),
            {call.path[1]});
    setProjectRoles(call, **account, roles.value_or(QStringList()));
    call.record(u"SERVICE_ACCOUNT_ADDED_TO_GROUP"_s, (*account)->clientId, call.path[0]);
    return Reply{200, toProjectJson(**account, call.path[0])};
}

} // namespace keywright::sandbox::atlas
