#include "core/provider/atlas/role_calls.h"

#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/organization_json.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct RoleCallsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasRoles)
};

/// Where a grant applies, as the server names it.
Async<Place> placeOf(Context context, Scope scope, CancelToken cancel)
{
    if (scope.kind == ScopeKind::Project && !scope.id.isEmpty())
        co_return Result<Place>(scope);
    if (scope.kind != ScopeKind::Organization)
        co_return failure(fieldError(
            QStringLiteral("scope"),
            RoleCallsMessages::tr("Roles apply to the organization or to a project."),
            RoleCallsMessages::tr("Choose one of these.")));
    auto organization = co_await context->organizationId(std::move(cancel));
    if (!organization)
        co_return failure(std::move(organization).error());
    co_return Result<Place>(Place{ScopeKind::Organization, *organization});
}

Async<QStringList> rolesAt(Context context, QString accountId, Place place, CancelToken cancel)
{
    Operation operation = accountOperation(place, accountId);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    const auto account = readAccount(*answer, place, context->now());
    if (!account)
        co_return failure(account.error());
    QStringList roles;
    for (const RoleGrant &grant : *account->roles)
        roles += grant.roleId;
    co_return Result<QStringList>(roles);
}

Async<void>
replaceRoles(Context context, QString accountId, Place place, QStringList roles, CancelToken cancel)
{
    Operation operation = updateAccountOperation(place, accountId);
    QJsonDocument body = rolesBody(roles);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

/// Without taking a turn.
Async<void> sendInvitation(
    Context context, QString accountId, QString projectId, QStringList roles, CancelToken cancel)
{
    Operation operation = inviteOperation(projectId, accountId);
    QJsonDocument body = rolesBody(roles);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

Error lastRoleError(const Place &place)
{
    if (place.kind == ScopeKind::Project)
        return makeError(
            ErrorKind::Conflict,
            RoleCallsMessages::tr(
                "The role was not removed: it is the account’s last one in this project."),
            RoleCallsMessages::tr(
                "Remove the account from the project, or assign another role first."));
    return makeError(
        ErrorKind::Conflict,
        RoleCallsMessages::tr(
            "The role was not removed: it is the account’s last one in the organization."),
        RoleCallsMessages::tr(
            "Assign another one first; Organization Member is the least there is."));
}

Error groupRoleError(const RoleGrant &grant)
{
    return makeError(
        ErrorKind::Conflict,
        RoleCallsMessages::tr(
            "The role could not be removed: the account has it through the group “%1”.")
            .arg(grant.viaGroup));
}

void appendGrants(QList<RoleGrant> &grants, const QList<ProjectMembership> &memberships)
{
    for (const ProjectMembership &membership : memberships) {
        for (const QString &role : membership.roles)
            grants.append({role, Scope{ScopeKind::Project, membership.projectId}, {}});
    }
}

} // namespace

Async<QList<RoleGrant>> rolesOf(Context context, QString accountId, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    auto roles = co_await rolesAt(context, accountId, *place, cancel);
    if (!roles)
        co_return failure(std::move(roles).error());
    QList<RoleGrant> grants;
    const Scope scope =
        place->kind == ScopeKind::Project ? *place : Scope{ScopeKind::Organization, {}};
    for (const QString &role : std::as_const(*roles))
        grants.append({role, scope, {}});
    if (place->kind == ScopeKind::Project)
        co_return Result<QList<RoleGrant>>(grants);
    auto memberships = co_await membershipsOf(context, accountId, std::move(cancel));
    if (!memberships)
        co_return failure(std::move(memberships).error());
    appendGrants(grants, *memberships);
    co_return Result<QList<RoleGrant>>(grants);
}

Async<void> assignRole(Context context, QString accountId, RoleGrant grant, CancelToken cancel)
{
    auto place = co_await placeOf(context, grant.scope, cancel);
    if (!place)
        co_return failure(std::move(place).error());
    const auto turn = co_await context->turns()->enter(accountId);
    auto roles = co_await rolesAt(context, accountId, *place, cancel);
    const bool isStranger = !roles && roles.error().kind == ErrorKind::NotFound;
    if (isStranger && place->kind == ScopeKind::Project) {
        QStringList first(grant.roleId);
        auto invited = co_await sendInvitation(
            context, accountId, place->id, std::move(first), std::move(cancel));
        co_return invited;
    }
    if (!roles)
        co_return failure(std::move(roles).error());
    if (roles->contains(grant.roleId))
        co_return Result<void>();
    roles->append(grant.roleId);
    auto replaced =
        co_await replaceRoles(context, accountId, *place, *std::move(roles), std::move(cancel));
    co_return replaced;
}

Async<void> removeRole(Context context, QString accountId, RoleGrant grant, CancelToken cancel)
{
    if (!grant.viaGroup.isEmpty())
        co_return failure(groupRoleError(grant));
    auto place = co_await placeOf(context, grant.scope, cancel);
    if (!place)
        co_return failure(std::move(place).error());
    const auto turn = co_await context->turns()->enter(accountId);
    auto roles = co_await rolesAt(context, accountId, *place, cancel);
    if (!roles)
        co_return failure(std::move(roles).error());
    if (roles->removeAll(grant.roleId) == 0)
        co_return Result<void>();
    if (roles->isEmpty())
        co_return failure(lastRoleError(*place));
    auto replaced =
        co_await replaceRoles(context, accountId, *place, *std::move(roles), std::move(cancel));
    co_return replaced;
}

Async<QList<ProjectMembership>>
membershipsOf(Context context, QString accountId, CancelToken cancel)
{
    auto organization = co_await context->organizationId(cancel);
    if (!organization)
        co_return failure(std::move(organization).error());
    Operation operation = projectsOfAccountOperation(*organization, accountId);
    auto results = co_await context->api().readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    co_return readMemberships(*results);
}

Async<void> inviteToProject(
    Context context, QString accountId, QString projectId, QStringList roles, CancelToken cancel)
{
    if (roles.isEmpty())
        co_return failure(fieldError(
            QStringLiteral("roles"),
            RoleCallsMessages::tr(
                "The account was not added to the project: it would have no role there."),
            RoleCallsMessages::tr("Choose at least one role of the project.")));
    const auto turn = co_await context->turns()->enter(accountId);
    auto invited = co_await sendInvitation(
        context, accountId, std::move(projectId), std::move(roles), std::move(cancel));
    co_return invited;
}

Async<void>
removeFromProject(Context context, QString accountId, QString projectId, CancelToken cancel)
{
    const auto turn = co_await context->turns()->enter(accountId);
    const Place project{ScopeKind::Project, projectId};
    Operation operation = deleteAccountOperation(project, accountId);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

Async<QList<Project>> listProjects(Context context, CancelToken cancel)
{
    if (!context->projectId().isEmpty()) {
        Operation operation = projectOperation(context->projectId());
        auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
        if (!answer)
            co_return failure(std::move(answer).error());
        auto project = readProject(*answer);
        if (!project)
            co_return failure(std::move(project).error());
        co_return Result<QList<Project>>(QList<Project>(1, *project));
    }
    auto organization = co_await context->organizationId(cancel);
    if (!organization)
        co_return failure(std::move(organization).error());
    Operation operation = projectsOperation(*organization);
    auto results = co_await context->api().readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    co_return readProjects(*results);
}

Async<QList<Scope>> listScopes(Context context, CancelToken cancel)
{
    auto projects = co_await listProjects(context, std::move(cancel));
    if (!projects)
        co_return failure(std::move(projects).error());
    QList<Scope> scopes;
    if (context->projectId().isEmpty())
        scopes.append(Scope{ScopeKind::Organization, {}});
    for (const Project &project : std::as_const(*projects))
        scopes.append(Scope{ScopeKind::Project, project.id});
    co_return Result<QList<Scope>>(scopes);
}

} // namespace keywright::atlas
