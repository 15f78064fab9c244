#include "app/cli/account_output.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/account_actions.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

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
    bool ownAccount = false;
};

struct ActiveOptions
{
    std::string id;
    bool ownAccount = false;
};

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

QCoro::Task<int> setActive(Context cli, std::shared_ptr<const ActiveOptions> options, bool active)
{
    const QString id = qt(options->id);
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    if (!provider->capabilities().deactivateAccounts) {
        const Error error = notOffered(
            (*session)->connection(), tr("activating or deactivating accounts"),
            tr("To shut an account out, delete its secrets or take its roles away."));
        co_return cli->output().fail(error);
    }
    Result<void> allowed =
        co_await checkOwnAccount(cli, *session, id, active || options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    Result<ServiceAccount> account =
        co_await provider->setAccountActive(id, active, cli->cancelToken());
    if (!account)
        co_return cli->output().fail(account.error());
    printAccount(cli->output(), *account, (*session)->connection());
    co_return Done;
}

void reportDeletion(const Output &output, const QString &id)
{
    if (output.isJson())
        output.document(QJsonObject{{QStringLiteral("deleted"), id}});
    output.note(tr("Deleted %1.").arg(id));
}

/// Over a connection to a project: the account lives on in the organization.
void reportLeave(const Output &output, const QString &id, const QString &projectId)
{
    if (output.isJson())
        output.document(
            QJsonObject{{QStringLiteral("removed"), id}, {QStringLiteral("projectId"), projectId}});
    output.note(tr("Removed %1 from the project %2.").arg(id, projectId));
}

QCoro::Task<int> deleteAccount(Context cli, std::shared_ptr<const DeleteOptions> options)
{
    const QString id = qt(options->id);
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const bool fromProject = (*session)->provider()->capabilities().deleteRemovesFromProject;
    if (!options->yes) {
        const QString message = fromProject
                                    ? tr("Removing %1 from the project was not confirmed.")
                                    : tr("Deleting %1 cannot be undone and was not confirmed.");
        const Error error = notConfirmed(message.arg(id));
        co_return cli->output().fail(error);
    }
    Result<void> allowed = co_await checkOwnAccount(cli, *session, id, options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    const QString meaning = (*session)->provider()->deletionMeaning();
    if (!meaning.isEmpty())
        cli->output().note(meaning);
    Result<void> removed = co_await AccountActions::remove(*session, id, cli->cancelToken());
    if (!removed)
        co_return cli->output().fail(removed.error());
    if (fromProject)
        reportLeave(cli->output(), id, (*session)->connection().projectId);
    else
        reportDeletion(cli->output(), id);
    co_return Done;
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

void addActivate(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<ActiveOptions>();
    CLI::App *verb = group.add_subcommand("activate", "Reactivate an account");
    verb->add_option("ID", options->id, "Service account id")->required();
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return setActive(cli, options, true);
        };
    });
}

void addDeactivate(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<ActiveOptions>();
    CLI::App *verb = group.add_subcommand("deactivate", "Deactivate an account");
    verb->add_option("ID", options->id, "Service account id")->required();
    verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return setActive(cli, options, false);
        };
    });
}

void addDelete(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<DeleteOptions>();
    CLI::App *verb = group.add_subcommand(
        "delete", "Delete a service account and its secrets; over a connection to a project, take "
                  "it out of that project");
    verb->add_option("ID", options->id, "Service account id")->required();
    verb->add_flag("--yes", options->yes, "Confirm");
    verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return deleteAccount(cli, options);
        };
    });
}

} // namespace

void addAccountChangeCommands(CLI::App &group, Command &chosen)
{
    addUpdate(group, chosen);
    addActivate(group, chosen);
    addDeactivate(group, chosen);
    addDelete(group, chosen);
}

} // namespace keywright::cli
