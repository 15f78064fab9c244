#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/secret_input.h"
#include "app/cli/text.h"
#include "core/accounts/account_actions.h"
#include "core/identity/scope_text.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

using Context = std::shared_ptr<CliContext>;

struct ListOptions
{
    std::string search;
    bool allConnections = false;
};

struct UpdateOptions
{
    std::string id;
    std::optional<std::string> name;
    std::optional<std::string> description;
};

struct DeleteOptions
{
    std::string id;
    bool yes = false;
};

QStringList accountRow(const ServiceAccount &account, const Connection &connection)
{
    return {
        account.id, account.name, accountTypeName(account.type), accountStatusName(account.status),
        connection.name};
}

void printAccount(const Output &output, const ServiceAccount &account, const Connection &connection)
{
    if (output.isJson()) {
        output.document(accountJson(account, connection));
        return;
    }
    const QStringList header{tr("ID"), tr("NAME"), tr("TYPE"), tr("STATUS"), tr("CONNECTION")};
    output.table(header, {accountRow(account, connection)});
    if (!account.description.isEmpty())
        output.line(tr("Description: %1").arg(account.description));
    for (const RoleGrant &grant : account.roles.value_or(QList<RoleGrant>()))
        output.line(
            grant.viaGroup.isEmpty()
                ? tr("Role: %1").arg(grantText(grant))
                : tr("Role: %1 (through group %2)").arg(grantText(grant), grant.viaGroup));
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>()))
        output.line(
            tr("Secret: %1 %2 %3").arg(secret.id, secretStatusName(secret.status), secret.masked));
}

Async<QList<std::shared_ptr<Session>>> sessionsToList(Context cli, bool allConnections)
{
    using Sessions = Result<QList<std::shared_ptr<Session>>>;
    QList<std::shared_ptr<Session>> sessions;
    if (!allConnections) {
        Result<std::shared_ptr<Session>> session = co_await cli->openSession();
        if (!session)
            co_return Sessions(failure(session.error()));
        sessions += *session;
        co_return Sessions(sessions);
    }
    const Result<void> loaded = cli->connections().load();
    if (!loaded)
        co_return Sessions(failure(loaded.error()));
    const QList<Connection> connections = cli->connections().connections();
    for (const Connection &connection : connections) {
        Result<std::shared_ptr<Session>> session = co_await cli->openStored(connection.name);
        if (!session)
            co_return Sessions(failure(session.error()));
        sessions += *session;
    }
    co_return Sessions(sessions);
}

QCoro::Task<int> listAccounts(Context cli, std::shared_ptr<const ListOptions> options)
{
    const Output &output = cli->output();
    Result<QList<std::shared_ptr<Session>>> sessions =
        co_await sessionsToList(cli, options->allConnections);
    if (!sessions)
        co_return output.fail(sessions.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const std::shared_ptr<Session> &session : std::as_const(*sessions)) {
        const std::shared_ptr<Provider> provider = session->provider();
        Result<QList<ServiceAccount>> accounts =
            co_await provider->listAccounts(qt(options->search), cli->cancelToken());
        if (!accounts)
            co_return output.fail(accounts.error());
        for (const ServiceAccount &account : std::as_const(*accounts)) {
            documents.append(accountJson(account, session->connection()));
            rows += accountRow(account, session->connection());
        }
    }
    if (output.isJson())
        output.document(documents);
    else
        output.table({tr("ID"), tr("NAME"), tr("TYPE"), tr("STATUS"), tr("CONNECTION")}, rows);
    output.note(tr("%1 accounts").arg(rows.size()));
    co_return Done;
}

QCoro::Task<int> showAccount(Context cli, QString id)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<ServiceAccount> account = co_await provider->account(id, cli->cancelToken());
    if (!account)
        co_return cli->output().fail(account.error());
    if (!account->roles) {
        Result<QList<RoleGrant>> roles = co_await provider->rolesOf(id, cli->cancelToken());
        if (!roles)
            co_return cli->output().fail(roles.error());
        account->roles = *roles;
    }
    if (!account->secrets && account->type == AccountType::OAuth) {
        Result<QList<ClientSecret>> secrets =
            co_await provider->listSecrets(id, cli->cancelToken());
        if (!secrets)
            co_return cli->output().fail(secrets.error());
        account->secrets = *secrets;
    }
    printAccount(cli->output(), *account, (*session)->connection());
    co_return Done;
}

QCoro::Task<int> updateAccount(Context cli, std::shared_ptr<const UpdateOptions> options)
{
    AccountChange change;
    if (options->name)
        change.name = qt(*options->name);
    if (options->description)
        change.description = qt(*options->description);
    if (!change.name && !change.description) {
        const Error error = fieldError(
            QStringLiteral("name"), tr("Nothing to change was given."),
            tr("Give --name or --description."));
        co_return cli->output().fail(error);
    }
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    const TextRules rules = provider->capabilities().text;
    if (change.name) {
        if (const std::optional<Error> problem = nameProblem(*change.name, rules))
            co_return cli->output().fail(*problem);
    }
    if (change.description) {
        if (const std::optional<Error> problem = descriptionProblem(*change.description, rules))
            co_return cli->output().fail(*problem);
    }
    Result<ServiceAccount> account =
        co_await provider->updateAccount(qt(options->id), change, cli->cancelToken());
    if (!account)
        co_return cli->output().fail(account.error());
    printAccount(cli->output(), *account, (*session)->connection());
    co_return Done;
}

QCoro::Task<int> setActive(Context cli, QString id, bool active)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<ServiceAccount> account =
        co_await provider->setAccountActive(id, active, cli->cancelToken());
    if (!account)
        co_return cli->output().fail(account.error());
    printAccount(cli->output(), *account, (*session)->connection());
    co_return Done;
}

QCoro::Task<int> deleteAccount(Context cli, std::shared_ptr<const DeleteOptions> options)
{
    const QString id = qt(options->id);
    if (!options->yes) {
        const Error error = fieldError(
            QStringLiteral("yes"),
            tr("Deleting %1 cannot be undone and was not confirmed.").arg(id),
            tr("Add --yes when you mean it."));
        co_return cli->output().fail(error);
    }
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    Result<void> removed = co_await AccountActions::remove(*session, id, cli->cancelToken());
    if (!removed)
        co_return cli->output().fail(removed.error());
    if (cli->output().isJson())
        cli->output().document(QJsonObject{{QStringLiteral("deleted"), id}});
    cli->output().note(tr("Deleted %1.").arg(id));
    co_return Done;
}

QCoro::Task<int> introspect(Context cli)
{
    Result<Secret> key = readSecretLine(tr("API key"));
    if (!key)
        co_return cli->output().fail(key.error());
    const auto shared = std::make_shared<const Secret>(std::move(*key));
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<ServiceAccount> account =
        co_await provider->introspectApiKey(shared, cli->cancelToken());
    if (!account)
        co_return cli->output().fail(account.error());
    printAccount(cli->output(), *account, (*session)->connection());
    co_return Done;
}

void addList(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<ListOptions>();
    CLI::App *verb = group.add_subcommand("list", "List service accounts");
    verb->add_option("--search", options->search, "Part of an id, name or description");
    verb->add_flag("--all", options->allConnections, "Of every stored connection");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return listAccounts(cli, options);
        };
    });
}

void addUpdate(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<UpdateOptions>();
    CLI::App *verb = group.add_subcommand("update", "Change the name or description");
    verb->add_option("ID", options->id, "Service account id")->required();
    verb->add_option("--name", options->name, "New name");
    verb->add_option("--description", options->description, "New description; empty clears it");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return updateAccount(cli, options);
        };
    });
}

void addById(
    CLI::App &group, const char *name, const char *help, Command &chosen,
    QCoro::Task<int> (*run)(Context, QString))
{
    const auto id = std::make_shared<std::string>();
    CLI::App *verb = group.add_subcommand(name, help);
    verb->add_option("ID", *id, "Service account id")->required();
    verb->callback([id, run, &chosen] {
        chosen = [id, run](const Context &cli) {
            return run(cli, qt(*id));
        };
    });
}

void addDelete(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<DeleteOptions>();
    CLI::App *verb = group.add_subcommand("delete", "Delete a service account and its secrets");
    verb->add_option("ID", options->id, "Service account id")->required();
    verb->add_flag("--yes", options->yes, "Confirm");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return deleteAccount(cli, options);
        };
    });
}

} // namespace

void addAccountCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("accounts", "Service accounts");
    group->require_subcommand(1);
    addList(*group, chosen);
    addById(*group, "show", "One account with its roles and secrets", chosen, showAccount);
    addAccountCreateCommand(*group, chosen);
    addUpdate(*group, chosen);
    addById(*group, "activate", "Reactivate an account", chosen, [](Context cli, QString id) {
        return setActive(std::move(cli), std::move(id), true);
    });
    addById(*group, "deactivate", "Deactivate an account", chosen, [](Context cli, QString id) {
        return setActive(std::move(cli), std::move(id), false);
    });
    addDelete(*group, chosen);
    group
        ->add_subcommand(
            "introspect", "Which account is an API key? The key is read from standard input")
        ->callback([&chosen] {
            chosen = [](const Context &cli) {
                return introspect(cli);
            };
        });
}

} // namespace keywright::cli
