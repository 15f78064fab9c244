#include "app/sandbox/atlas/account_calls.h"
#include "app/sandbox/atlas/account_changes.h"
#include "app/sandbox/atlas/account_json.h"
#include "app/sandbox/atlas/account_scope.h"
#include "app/sandbox/atlas/paging.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject toOrgJson(const ServiceAccount &account)
{
    return toJson(account, account.grants.current.organization);
}

} // namespace

CallResult listOrgAccounts(Call &call)
{
    const auto accounts = orgAccounts(call);
    return pageOf(call, accounts.size(), [&](qsizetype i) { return toOrgJson(*accounts[i]); });
}

CallResult createOrgAccount(Call &call)
{
    auto created = readNewAccount(call, organizationRolePrefix);
    if (!created)
        return tl::unexpected(created.error());
    changeGrants(call, created->account, {created->roles, {}});
    call.record(u"SERVICE_ACCOUNT_CREATED"_s, created->account.clientId);
    call.state.insert(created->account);
    return createdReply(*created);
}

CallResult getOrgAccount(Call &call)
{
    const auto account = orgAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    return Reply{200, toOrgJson(**account)};
}

CallResult updateOrgAccount(Call &call)
{
    const auto account = orgAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    const auto updated = applyUpdate(call, **account, organizationRolePrefix);
    if (!updated)
        return tl::unexpected(updated.error());
    if (const std::optional<QStringList> &roles = *updated) {
        Grants grants = (*account)->grants.current;
        grants.organization = *roles;
        changeGrants(call, **account, grants);
        call.record(u"SERVICE_ACCOUNT_ROLES_CHANGED"_s, (*account)->clientId);
    }
    return Reply{200, toOrgJson(**account)};
}

CallResult deleteOrgAccount(Call &call)
{
    const auto account = orgAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    const QString clientId = (*account)->clientId;
    call.record(u"SERVICE_ACCOUNT_DELETED"_s, clientId);
    call.state.remove(clientId);
    return Reply{204, {}};
}

CallResult listAccountProjects(Call &call)
{
    const auto account = orgAccount(call);
    if (!account)
        return tl::unexpected(account.error());
    const ProjectRoles &projects = (*account)->grants.current.projects;
    const QStringList ids = projects.keys();
    return pageOf(call, ids.size(), [&](qsizetype i) {
        return QJsonObject{
            {u"groupId"_s, ids[i]},
            {u"roles"_s, QJsonArray::fromStringList(projects.value(ids[i]))}};
    });
}

} // namespace keywright::sandbox::atlas
