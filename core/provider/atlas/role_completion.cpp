#include "core/provider/atlas/role_completion.h"

#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/role_calls.h"

#include <QHash>

#include <vector>

namespace keywright::atlas {

namespace {

constexpr qsizetype fewAccounts = 3;
constexpr qsizetype mostProjects = 50; // read all at once

using ProjectRoles = QHash<QString, QList<RoleGrant>>; ///< by account id

Async<QList<ServiceAccount>>
accountsOfProject(Context context, QString projectId, bool includeSystemManaged, CancelToken cancel)
{
    const Place project{ScopeKind::Project, projectId};
    Operation operation = listAccountsOperation(project, includeSystemManaged);
    auto results = co_await context->api().readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    co_return readAccounts(*results, project, context->now());
}

Async<ProjectRoles> rolesInProjects(
    Context context, QList<Project> projects, bool includeSystemManaged, CancelToken cancel)
{
    std::vector<Async<QList<ServiceAccount>>> tasks;
    for (const Project &project : std::as_const(projects))
        tasks.push_back(accountsOfProject(context, project.id, includeSystemManaged, cancel));
    ProjectRoles roles;
    for (auto &task : tasks) {
        auto accounts = co_await task;
        if (!accounts)
            co_return failure(std::move(accounts).error());
        for (const ServiceAccount &account : std::as_const(*accounts))
            roles[account.id] += account.roles.value_or(QList<RoleGrant>());
    }
    co_return Result<ProjectRoles>(std::move(roles));
}

} // namespace

Async<QList<ServiceAccount>> completeRoles(
    Context context, QList<ServiceAccount> accounts, bool includeSystemManaged, CancelToken cancel)
{
    std::optional<ProjectRoles> inProjects;
    if (accounts.size() > fewAccounts) {
        auto projects = co_await listProjects(context, cancel);
        if (projects && projects->size() <= qMin(mostProjects, accounts.size())) {
            auto roles = co_await rolesInProjects(
                context, *std::move(projects), includeSystemManaged, std::move(cancel));
            if (roles)
                inProjects = *std::move(roles);
        }
    }
    for (ServiceAccount &account : accounts) {
        if (inProjects)
            *account.roles += inProjects->value(account.id);
        else
            account.roles.reset();
    }
    co_return Result<QList<ServiceAccount>>(std::move(accounts));
}

} // namespace keywright::atlas
