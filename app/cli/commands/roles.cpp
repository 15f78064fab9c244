#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/role_actions.h"
#include "core/identity/scope_text.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct GrantOptions
{
    std::string account;
    std::string grant;
    bool ownAccount = false;
};

QString scopeKindName(ScopeKind kind)
{
    const QString text = scopeText(Scope{kind, {}});
    return text.section(QLatin1Char(':'), 0, 0);
}

QStringList scopeKindNames(const Role &role)
{
    QStringList names;
    for (const ScopeKind kind : role.scopes)
        names += scopeKindName(kind);
    return names;
}

QCoro::Task<int> catalog(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<Role>> roles = co_await provider->roleCatalog(cli->cancelToken());
    if (!roles)
        co_return cli->output().fail(roles.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Role &role : std::as_const(*roles)) {
        documents.append(QJsonObject{
            {QStringLiteral("id"), role.id},
            {QStringLiteral("name"), role.name},
            {QStringLiteral("description"), role.description},
            {QStringLiteral("scopes"), QJsonArray::fromStringList(scopeKindNames(role))},
            {QStringLiteral("permissions"), QJsonArray::fromStringList(role.permissions)}});
        rows +=
            {role.id, role.name, scopeKindNames(role).join(QStringLiteral(", ")), role.description};
    }
    if (cli->output().isJson())
        cli->output().document(documents);
    else
        cli->output().table({tr("ROLE"), tr("NAME"), tr("SCOPES"), tr("ALLOWS")}, rows);
    co_return Done;
}

void printGrants(const Output &output, const QList<RoleGrant> &grants)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const RoleGrant &grant : grants) {
        documents.append(grantJson(grant));
        rows +=
            {grant.roleId, scopeText(grant.scope),
             grant.viaGroup.isEmpty() ? tr("directly") : grant.viaGroup};
    }
    if (output.isJson())
        output.document(documents);
    else
        output.table({tr("ROLE"), tr("SCOPE"), tr("VIA")}, rows);
}

QCoro::Task<int> listRoles(Context cli, QString accountId)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<RoleGrant>> grants = co_await provider->rolesOf(accountId, cli->cancelToken());
    if (!grants)
        co_return cli->output().fail(grants.error());
    printGrants(cli->output(), *grants);
    co_return Done;
}

/// The change was made, but what the account holds now was not told.
Error notReadAgain(Error error, bool assigned)
{
    const QString message =
        assigned ? tr("The role was assigned, but the roles could not be read again: %1")
                 : tr("The role was removed, but the roles could not be read again: %1");
    error.message = message.arg(error.message);
    error.hint = tr("keywright-cli roles list shows them.");
    error.doneInPart = true;
    return error;
}

QCoro::Task<int> changeRole(Context cli, std::shared_ptr<const GrantOptions> options, bool assign)
{
    const Result<RoleGrant> grant = parseGrant(qt(options->grant));
    if (!grant)
        co_return cli->output().fail(grant.error());
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const QString accountId = qt(options->account);
    Result<void> allowed =
        co_await checkOwnAccount(cli, *session, accountId, assign || options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    const std::optional<QList<RoleGrant>> seen; // by nobody
    Result<void> changed;
    if (assign)
        changed =
            co_await RoleActions::assign(*session, accountId, *grant, seen, cli->cancelToken());
    else
        changed =
            co_await RoleActions::remove(*session, accountId, *grant, seen, cli->cancelToken());
    if (!changed)
        co_return cli->output().fail(changed.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<RoleGrant>> grants = co_await provider->rolesOf(accountId, cli->cancelToken());
    if (!grants)
        co_return cli->output().fail(notReadAgain(grants.error(), assign));
    printGrants(cli->output(), *grants);
    co_return Done;
}

void addChange(CLI::App &group, const char *name, const char *help, bool assign, Command &chosen)
{
    const auto options = std::make_shared<GrantOptions>();
    CLI::App *verb = group.add_subcommand(name, help);
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("ROLE@SCOPE", options->grant, "For example consumer@workspace:prod")
        ->required();
    if (!assign)
        verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, assign, &chosen] {
        chosen = [options, assign](const Context &cli) {
            return changeRole(cli, options, assign);
        };
    });
}

} // namespace

void addRoleCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("roles", "Roles of service accounts");
    group->require_subcommand(1);
    group->add_subcommand("catalog", "The roles there are, and what they allow")
        ->callback([&chosen] {
            chosen = [](const Context &cli) {
                return catalog(cli);
            };
        });
    const auto account = std::make_shared<std::string>();
    CLI::App *list = group->add_subcommand("list", "The roles of an account");
    list->add_option("ID", *account, "Service account id")->required();
    list->callback([account, &chosen] {
        chosen = [account](const Context &cli) {
            return listRoles(cli, qt(*account));
        };
    });
    addChange(*group, "assign", "Assign a role", true, chosen);
    addChange(*group, "remove", "Remove a role", false, chosen);
}

} // namespace keywright::cli
