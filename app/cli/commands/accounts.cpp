#include "app/cli/account_json.h"
#include "app/cli/account_output.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/secret_input.h"
#include "app/cli/text.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>
#include <optional>

namespace keywright::cli {

namespace {

struct ListOptions
{
    std::string search;
    bool systemManaged = false;
    bool allConnections = false;
};

/// The accounts of one connection, with what they belong to.
struct ListedAccounts
{
    Connection connection;
    QList<ServiceAccount> accounts;
};

Async<ListedAccounts> accountsOf(
    Context cli, Result<std::shared_ptr<Session>> session,
    std::shared_ptr<const ListOptions> options)
{
    if (!session)
        co_return failure(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<ServiceAccount>> accounts;
    if (options->systemManaged)
        accounts = co_await provider->listAllAccounts(qt(options->search), cli->cancelToken());
    else
        accounts = co_await provider->listAccounts(qt(options->search), cli->cancelToken());
    if (!accounts)
        co_return failure(accounts.error());
    ListedAccounts listed{(*session)->connection(), *std::move(accounts)};
    co_return Result<ListedAccounts>(std::move(listed));
}

void printAccounts(const Output &output, const QList<ListedAccounts> &lists)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ListedAccounts &listed : lists) {
        for (const ServiceAccount &account : listed.accounts) {
            documents.append(accountJson(account, listed.connection));
            rows += accountRow(account, listed.connection);
        }
    }
    if (output.isJson())
        output.document(documents);
    else
        output.table(accountHeader(), rows);
    output.note(tr("%1 accounts").arg(rows.size()));
}

/// A connection that cannot be listed hides no other's accounts.
QCoro::Task<int> listEverywhere(Context cli, std::shared_ptr<const ListOptions> options)
{
    const Result<void> loaded = cli->connections().load();
    if (!loaded)
        co_return cli->output().fail(loaded.error());
    const QList<Connection> connections = cli->connections().connections();
    QList<ListedAccounts> lists;
    std::optional<Error> firstFailure;
    for (const Connection &connection : connections) {
        Result<std::shared_ptr<Session>> session = co_await cli->openStored(connection.name);
        Result<ListedAccounts> listed = co_await accountsOf(cli, std::move(session), options);
        if (listed) {
            lists += *std::move(listed);
            continue;
        }
        if (!firstFailure)
            firstFailure = listed.error();
        if (listed.error().kind == ErrorKind::Cancelled)
            break;
        cli->output().note(tr("%1 is not listed: %2 %3")
                               .arg(connection.name, listed.error().message, listed.error().hint));
    }
    const bool isCancelled = firstFailure && firstFailure->kind == ErrorKind::Cancelled;
    if (firstFailure && (lists.isEmpty() || isCancelled))
        co_return cli->output().fail(*firstFailure);
    printAccounts(cli->output(), lists);
    co_return firstFailure ? DoneInPart : Done;
}

QCoro::Task<int> listAccounts(Context cli, std::shared_ptr<const ListOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    Result<ListedAccounts> listed = co_await accountsOf(cli, std::move(session), options);
    if (!listed)
        co_return cli->output().fail(listed.error());
    const QList<ListedAccounts> lists{*std::move(listed)};
    printAccounts(cli->output(), lists);
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

QCoro::Task<int> introspect(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    if (!(*session)->provider()->capabilities().introspectApiKey) {
        const Error error = notOffered(
            (*session)->connection(), tr("finding the account of an API key"),
            tr("keywright-cli accounts list shows the accounts there are."));
        co_return cli->output().fail(error);
    }
    Result<Secret> key = co_await readSecretLine(tr("API key"), cli->cancelToken());
    if (!key)
        co_return cli->output().fail(key.error());
    const auto shared = std::make_shared<const Secret>(std::move(*key));
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
    verb->add_flag("--all", options->systemManaged, "Also those that the provider made for itself");
    verb->add_flag("--all-connections", options->allConnections, "Of every stored connection");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return options->allConnections ? listEverywhere(cli, options)
                                           : listAccounts(cli, options);
        };
    });
}

void addShow(CLI::App &group, Command &chosen)
{
    const auto id = std::make_shared<std::string>();
    CLI::App *verb = group.add_subcommand("show", "One account with its roles and secrets");
    verb->add_option("ID", *id, "Service account id")->required();
    verb->callback([id, &chosen] {
        chosen = [id](const Context &cli) {
            return showAccount(cli, qt(*id));
        };
    });
}

} // namespace

void addAccountCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("accounts", "Service accounts");
    group->require_subcommand(1);
    addList(*group, chosen);
    addShow(*group, chosen);
    addAccountCreateCommand(*group, chosen);
    addAccountChangeCommands(*group, chosen);
    addAccountEventsCommand(*group, chosen);
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
