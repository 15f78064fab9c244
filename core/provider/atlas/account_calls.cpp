#include "core/provider/atlas/account_calls.h"

#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/atlas_limits.h"
#include "core/provider/atlas/organization_json.h"
#include "core/provider/atlas/role_completion.h"
#include "core/provider/atlas/secret_calls.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct AccountCallsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasAccounts)
};

/// What an organisation tells of an account lacks its roles in projects.
void dropPartialRoles(ServiceAccount &account, const Place &place)
{
    if (place.kind == ScopeKind::Organization)
        account.roles.reset();
}

bool matches(const ServiceAccount &account, const QString &search)
{
    return account.id.contains(search, Qt::CaseInsensitive) ||
           account.name.contains(search, Qt::CaseInsensitive) ||
           account.description.contains(search, Qt::CaseInsensitive);
}

/// Where an account is created, and with which roles.
struct Birthplace
{
    Scope scope;
    QStringList roles;
};

QStringList rolesAt(const QList<RoleGrant> &grants, const Scope &scope)
{
    QStringList roles;
    for (const RoleGrant &grant : grants) {
        if (grant.scope == scope && !roles.contains(grant.roleId))
            roles += grant.roleId;
    }
    return roles;
}

Result<Birthplace> birthplace(const QList<RoleGrant> &grants, const QString &ownProject)
{
    QList<Scope> candidates;
    if (ownProject.isEmpty())
        candidates += Scope{ScopeKind::Organization, {}};
    else
        candidates += Scope{ScopeKind::Project, ownProject};
    for (const RoleGrant &grant : grants) {
        if (grant.scope.kind == ScopeKind::Project && ownProject.isEmpty())
            candidates += grant.scope;
    }
    for (const Scope &scope : std::as_const(candidates)) {
        const QStringList roles = rolesAt(grants, scope);
        if (!roles.isEmpty())
            return Birthplace{scope, roles};
    }
    return failure(fieldError(
        QStringLiteral("role"),
        AccountCallsMessages::tr("The account was not created: it has no role."),
        ownProject.isEmpty()
            ? AccountCallsMessages::tr(
                  "Choose at least one role of the organization or of a project.")
            : AccountCallsMessages::tr("Choose at least one role of the connection’s project.")));
}

/// The name is a courtesy: a credential that may not read its own account works all the same.
Async<Identity> nameOfOwnAccount(Context context, CancelToken cancel)
{
    Identity identity;
    identity.id = context->ownClientId();
    identity.name = identity.id;
    auto place = co_await context->place(cancel);
    if (!place)
        co_return Result<Identity>(identity);
    Operation operation = accountOperation(*place, identity.id);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return Result<Identity>(identity);
    const auto account = readAccount(*answer, *place, context->now());
    if (!account)
        co_return Result<Identity>(identity);
    identity.name = account->name;
    for (const RoleGrant &grant : *account->roles)
        identity.isAdmin = identity.isAdmin || grant.roleId == QLatin1StringView("ORG_OWNER");
    co_return Result<Identity>(identity);
}

} // namespace

Async<QList<ServiceAccount>>
listAccounts(Context context, QString search, bool includeSystemManaged, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = listAccountsOperation(*place, includeSystemManaged);
    auto results = co_await context->api().readPages(std::move(operation), cancel);
    if (!results)
        co_return failure(std::move(results).error());
    auto accounts = readAccounts(*results, *place, context->now());
    if (!accounts)
        co_return accounts;
    if (!search.isEmpty())
        accounts->removeIf(
            [&](const ServiceAccount &account) { return !matches(account, search); });
    if (place->kind == ScopeKind::Project)
        co_return accounts;
    auto completed = co_await completeRoles(
        context, *std::move(accounts), includeSystemManaged, std::move(cancel));
    co_return completed;
}

Async<ServiceAccount> fetchAccount(Context context, QString accountId, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = accountOperation(*place, accountId);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    auto account = readAccount(*answer, *place, context->now());
    if (account)
        dropPartialRoles(*account, *place);
    co_return account;
}

Async<CreatedAccount> createAccount(Context context, NewAccount account, CancelToken cancel)
{
    const auto born = birthplace(account.roles, context->projectId());
    if (!born)
        co_return failure(born.error());
    auto hours = co_await secretHours(context, account.secretLifetimeHours, cancel);
    if (!hours)
        co_return failure(std::move(hours).error());
    Place place = born->scope;
    if (place.kind == ScopeKind::Organization) {
        auto organization = co_await context->organizationId(cancel);
        if (!organization)
            co_return failure(std::move(organization).error());
        place.id = *organization;
    }
    Operation operation = createAccountOperation(place);
    QJsonDocument body = createAccountBody(account, born->roles, *hours);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readCreatedAccount(*answer, place, context->now());
}

Async<ServiceAccount>
updateAccount(Context context, QString accountId, AccountChange change, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = updateAccountOperation(*place, accountId);
    QJsonDocument body = updateAccountBody(change);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    auto account = readAccount(*answer, *place, context->now());
    if (account)
        dropPartialRoles(*account, *place);
    co_return account;
}

Async<void> deleteAccount(Context context, QString accountId, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = deleteAccountOperation(*place, accountId);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

Async<Identity> identify(Context context, CancelToken cancel)
{
    Operation operation = statusOperation();
    auto answer = co_await context->api().read(std::move(operation), cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    if (context->ownClientId().isEmpty())
        co_return readStatus(*answer);
    auto identity = co_await nameOfOwnAccount(context, std::move(cancel));
    co_return identity;
}

} // namespace keywright::atlas
