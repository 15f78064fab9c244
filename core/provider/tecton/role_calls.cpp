#include "core/provider/tecton/role_calls.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright::tecton {

namespace {

struct RoleCallsMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonRoles)
};

/// The id that assignments carry for a role of the catalogue. The table knows the usual ones; for
/// others the server is asked.
Async<QString> assignedRoleFor(Api api, QString roleId, CancelToken cancel)
{
    const QString known = api->paths().assignedRole(roleId);
    if (!known.isEmpty())
        co_return Result<QString>(known);
    auto catalog = co_await fetchRoleCatalog(api, cancel);
    if (!catalog)
        co_return failure(std::move(catalog).error());
    const QString assigned = catalog->assignedRoles.value(roleId);
    if (assigned.isEmpty()) {
        const QStringList ids = catalog->assignedRoles.keys();
        co_return failure(fieldError(
            QStringLiteral("role"), RoleCallsMessages::tr("There is no role “%1”.").arg(roleId),
            RoleCallsMessages::tr("The roles are: %1.").arg(ids.join(QStringLiteral(", ")))));
    }
    co_return Result<QString>(assigned);
}

bool allInTable(const QList<RoleGrant> &grants, const PathTable &table)
{
    return std::all_of(grants.cbegin(), grants.cend(), [&](const RoleGrant &grant) {
        return !table.catalogRole(grant.roleId).isEmpty();
    });
}

/// Roles that neither the table nor the catalogue knows keep the id that the server gave.
void toCatalogIds(
    QList<RoleGrant> &grants, const PathTable &table, const QMap<QString, QString> &assignedRoles)
{
    for (RoleGrant &grant : grants) {
        const QString byTable = table.catalogRole(grant.roleId);
        grant.roleId = byTable.isEmpty() ? assignedRoles.key(grant.roleId, grant.roleId) : byTable;
    }
}

Async<void> changeAssignment(
    Api api, QString call, Replay replay, QString accountId, RoleGrant grant, CancelToken cancel)
{
    auto role = co_await assignedRoleFor(api, grant.roleId, cancel);
    if (!role)
        co_return failure(std::move(role).error());
    const QJsonObject body = assignmentBody(accountId, grant.scope, *role, api->paths());
    auto answer = co_await api->call(call, body, replay, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

} // namespace

Async<RoleCatalog> fetchRoleCatalog(Api api, CancelToken cancel)
{
    const QJsonObject body;
    auto answer = co_await api->call(QStringLiteral("get-roles"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readRoleCatalog(*answer);
}

Async<QList<RoleGrant>> rolesOf(Api api, QString accountId, CancelToken cancel)
{
    const QJsonObject body = assignedRolesBody(accountId);
    auto answer =
        co_await api->call(QStringLiteral("list-assigned-roles"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    auto grants = readAssignedRoles(*answer, api->paths());
    if (!grants)
        co_return grants;
    QMap<QString, QString> assignedRoles;
    if (!allInTable(*grants, api->paths())) {
        // Only names are at stake, so a failure here does not make the roles unreadable.
        auto catalog = co_await fetchRoleCatalog(api, cancel);
        if (catalog)
            assignedRoles = catalog->assignedRoles;
    }
    toCatalogIds(*grants, api->paths(), assignedRoles);
    co_return grants;
}

Async<void> assignRole(Api api, QString accountId, RoleGrant grant, CancelToken cancel)
{
    return changeAssignment(
        std::move(api), QStringLiteral("assign-roles"), Replay::Idempotent, std::move(accountId),
        std::move(grant), std::move(cancel));
}

Async<void> removeRole(Api api, QString accountId, RoleGrant grant, CancelToken cancel)
{
    if (!grant.viaGroup.isEmpty()) {
        co_return failure(makeError(
            ErrorKind::Conflict,
            RoleCallsMessages::tr(
                "The role could not be removed: the account has it through the group “%1”.")
                .arg(grant.viaGroup),
            RoleCallsMessages::tr(
                "Remove the account from the group, or the role from the group.")));
    }
    auto done = co_await changeAssignment(
        api, QStringLiteral("unassign-roles"), Replay::Never, accountId, grant, cancel);
    co_return done;
}

Async<QList<Scope>> listWorkspaces(Api api, CancelToken cancel)
{
    const QJsonObject body;
    auto answer =
        co_await api->call(QStringLiteral("list-workspaces"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readWorkspaces(*answer);
}

} // namespace keywright::tecton
