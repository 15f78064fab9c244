#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/commands/lifetime.h"
#include "app/cli/commands/secret_report.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct CreateOptions
{
    std::string account;
    std::string expires;
    bool noStore = false;
};

struct SecretOptions
{
    std::string account;
    std::string secret;
    bool yes = false;
    bool ownAccount = false;
};

void printSecrets(const Output &output, const QList<ClientSecret> &secrets)
{
    if (output.isJson()) {
        QJsonArray documents;
        for (const ClientSecret &secret : secrets)
            documents.append(secretJson(secret));
        output.document(documents);
        return;
    }
    QList<QStringList> rows;
    for (const ClientSecret &secret : secrets)
        rows +=
            {secret.id, secretStatusName(secret.status), timeText(secret.createdAt),
             timeText(secret.expiresAt), secret.masked};
    output.table({tr("ID"), tr("STATUS"), tr("CREATED"), tr("EXPIRES"), tr("MASKED")}, rows);
}

QCoro::Task<int> listSecrets(Context cli, QString accountId)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<ClientSecret>> secrets =
        co_await provider->listSecrets(accountId, cli->cancelToken());
    if (!secrets)
        co_return cli->output().fail(secrets.error());
    printSecrets(cli->output(), *secrets);
    co_return Done;
}

void printCreation(const Output &output, const SecretCreation &creation)
{
    if (output.isJson()) {
        const std::string_view value = creation.secret->expose();
        output.document(QJsonObject{
            {QStringLiteral("id"), creation.info.id},
            {QStringLiteral("secret"),
             QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()))},
            {QStringLiteral("createdAt"), timeJson(creation.info.createdAt)},
            {QStringLiteral("expiresAt"), timeJson(creation.info.expiresAt)}});
        return;
    }
    output.line(tr("Secret ID: %1").arg(creation.info.id));
    output.secret(tr("Client secret"), *creation.secret);
}

QCoro::Task<int> createSecret(Context cli, std::shared_ptr<const CreateOptions> options)
{
    const Output &output = cli->output();
    const Result<int> wanted = parseLifetimeHours(qt(options->expires));
    if (!wanted)
        co_return output.fail(wanted.error());
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    Result<int> lifetime = co_await allowedLifetime(cli, *session, *wanted);
    if (!lifetime)
        co_return output.fail(lifetime.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    const QString accountId = qt(options->account);
    Result<ServiceAccount> account = co_await provider->account(accountId, cli->cancelToken());
    if (!account)
        co_return output.fail(account.error());
    if (account->secrets) {
        const SecretRules &rules = provider->capabilities().secrets;
        if (const auto problem =
                secretProblem(SecretAction::Create, QString(), *account->secrets, rules))
            co_return output.fail(*problem);
        const QString notice = provider->newSecretNotice(*account->secrets, cli->clock().now());
        if (!notice.isEmpty())
            output.note(notice);
    }
    const bool store = cli->usesKeychain() && !options->noStore;
    Result<SecretCreation> creation = co_await AccountActions::createSecret(
        *session, accountId, account->name, *lifetime, store, cli->cancelToken());
    if (!creation)
        co_return output.fail(creation.error());
    const JournalledCreation journalled(**session, creation->journalEntry);
    journalled.shown();
    printCreation(output, *creation);
    if (output.isComplete())
        journalled.end();
    const bool safe = reportNewSecret(
        output, creation->storedAs, creation->storeError,
        tr("Delete the secret %1, and create another one.").arg(creation->info.id));
    co_return safe ? Done : DoneInPart;
}

QCoro::Task<int> setActive(Context cli, std::shared_ptr<const SecretOptions> options, bool active)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    if (!(*session)->provider()->capabilities().deactivateSecrets) {
        const Error error = notOffered(
            (*session)->connection(), tr("activating or deactivating secrets"),
            tr("To make a secret useless, delete it."));
        co_return cli->output().fail(error);
    }
    Result<void> allowed = co_await checkOwnAccount(
        cli, *session, qt(options->account), active || options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    Result<ClientSecret> secret = co_await AccountActions::setSecretActive(
        *session, qt(options->account), qt(options->secret), active, cli->cancelToken());
    if (!secret)
        co_return cli->output().fail(secret.error());
    if (cli->output().isJson())
        cli->output().document(secretJson(*secret));
    else
        printSecrets(cli->output(), {*secret});
    co_return Done;
}

QCoro::Task<int> deleteSecret(Context cli, std::shared_ptr<const SecretOptions> options)
{
    const QString id = qt(options->secret);
    if (!options->yes) {
        const Error error = notConfirmed(
            tr("Deleting the secret %1 cannot be undone and was not confirmed.").arg(id));
        co_return cli->output().fail(error);
    }
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    Result<void> allowed =
        co_await checkOwnAccount(cli, *session, qt(options->account), options->ownAccount);
    if (!allowed)
        co_return cli->output().fail(allowed.error());
    Result<void> removed = co_await AccountActions::removeSecret(
        *session, qt(options->account), id, cli->cancelToken());
    if (!removed)
        co_return cli->output().fail(removed.error());
    if (cli->output().isJson())
        cli->output().document(QJsonObject{{QStringLiteral("deleted"), id}});
    cli->output().note(tr("Deleted the secret %1.").arg(id));
    co_return Done;
}

std::shared_ptr<SecretOptions> addSecretArguments(CLI::App &verb)
{
    auto options = std::make_shared<SecretOptions>();
    verb.add_option("ID", options->account, "Service account id")->required();
    verb.add_option("SECRET_ID", options->secret, "Secret id")->required();
    return options;
}

void addSetActive(CLI::App &group, const char *name, const char *help, bool active, Command &chosen)
{
    CLI::App *verb = group.add_subcommand(name, help);
    const auto options = addSecretArguments(*verb);
    if (!active)
        verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, active, &chosen] {
        chosen = [options, active](const Context &cli) {
            return setActive(cli, options, active);
        };
    });
}

} // namespace

void addSecretCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("secrets", "Client secrets of an OAuth account");
    group->require_subcommand(1);

    const auto account = std::make_shared<std::string>();
    CLI::App *list = group->add_subcommand("list", "List the secrets of an account");
    list->add_option("ID", *account, "Service account id")->required();
    list->callback([account, &chosen] {
        chosen = [account](const Context &cli) {
            return listSecrets(cli, qt(*account));
        };
    });

    const auto options = std::make_shared<CreateOptions>();
    CLI::App *create = group->add_subcommand("create", "Create a secret and print it once");
    create->add_option("ID", options->account, "Service account id")->required();
    create->add_option("--expires", options->expires, "Lifetime: hours, or days like 30d");
    create->add_flag(
        "--no-store{true},--store{false}", options->noStore,
        "Do not keep the secret in the keychain");
    create->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return createSecret(cli, options);
        };
    });

    addUnfinishedCommands(*group, chosen);
    addSetActive(*group, "activate", "Activate a secret", true, chosen);
    addSetActive(*group, "deactivate", "Deactivate a secret", false, chosen);

    CLI::App *remove = group->add_subcommand("delete", "Delete a secret");
    const auto removal = addSecretArguments(*remove);
    remove->add_flag("--yes", removal->yes, "Confirm");
    remove->add_flag(ownAccountOption, removal->ownAccount, ownAccountHelp);
    remove->callback([removal, &chosen] {
        chosen = [removal](const Context &cli) {
            return deleteSecret(cli, removal);
        };
    });
}

} // namespace keywright::cli
