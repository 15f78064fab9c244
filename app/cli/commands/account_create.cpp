#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/commands/lifetime.h"
#include "app/cli/commands/secret_report.h"
#include "app/cli/text.h"
#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "core/identity/scope_text.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct CreateOptions
{
    std::string name;
    std::string description;
    std::string type = "oauth";
    std::vector<std::string> roles;
    std::string expires;
    bool noStore = false;
};

Result<NewAccount> newAccount(const CreateOptions &options)
{
    NewAccount account;
    account.name = qt(options.name);
    account.description = qt(options.description);
    account.type = options.type == "api-key" ? AccountType::ApiKey : AccountType::OAuth;
    for (const std::string &text : options.roles) {
        const Result<RoleGrant> grant = parseGrant(qt(text));
        if (!grant)
            return failure(grant.error());
        account.roles += *grant;
    }
    const Result<int> lifetime = parseLifetimeHours(qt(options.expires));
    if (!lifetime)
        return failure(lifetime.error());
    account.secretLifetimeHours = *lifetime;
    return account;
}

QJsonArray failedRoles(const AccountCreation &creation)
{
    QJsonArray grants;
    for (const auto &[grant, error] : creation.failedRoles)
        grants.append(grantText(grant));
    return grants;
}

void printCreation(
    const Output &output, const AccountCreation &creation, const Connection &connection)
{
    const bool isKey = creation.account.type == AccountType::ApiKey;
    if (output.isJson()) {
        QJsonObject document = accountJson(creation.account, connection);
        const std::string_view value = creation.secret->expose();
        document.insert(
            isKey ? QStringLiteral("apiKey") : QStringLiteral("clientSecret"),
            QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
        document.insert(QStringLiteral("stored"), creation.stored);
        document.insert(QStringLiteral("failedRoles"), failedRoles(creation));
        output.document(document);
        return;
    }
    output.line(tr("Service account: %1").arg(creation.account.id));
    output.secret(isKey ? tr("API key") : tr("Client secret"), *creation.secret);
}

int reportCreation(const Output &output, const AccountCreation &creation)
{
    const bool safe = reportNewSecret(
        output, creation.storedAs, creation.storeError,
        tr("Delete the account %1 and create it again.").arg(creation.account.id));
    for (const auto &[grant, error] : creation.failedRoles)
        output.warn(tr("The role %1 was not assigned: %2 %3")
                        .arg(grantText(grant), error.message, error.hint));
    return safe && creation.failedRoles.isEmpty() ? Done : DoneInPart;
}

QCoro::Task<int> createAccount(Context cli, std::shared_ptr<const CreateOptions> options)
{
    Result<NewAccount> account = newAccount(*options);
    if (!account)
        co_return cli->output().fail(account.error());
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    Result<int> lifetime = co_await allowedLifetime(cli, *session, account->secretLifetimeHours);
    if (!lifetime)
        co_return cli->output().fail(lifetime.error());
    account->secretLifetimeHours = *lifetime;
    const bool store = cli->usesKeychain() && !options->noStore;
    Result<AccountCreation> creation =
        co_await AccountActions::create(*session, *account, store, cli->cancelToken());
    if (!creation)
        co_return cli->output().fail(creation.error());
    const JournalledCreation journalled(**session, creation->journalEntry);
    journalled.shown();
    printCreation(cli->output(), *creation, (*session)->connection());
    if (cli->output().isComplete())
        journalled.end();
    co_return reportCreation(cli->output(), *creation);
}

} // namespace

void addAccountCreateCommand(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<CreateOptions>();
    CLI::App *verb =
        group.add_subcommand("create", "Create a service account and print its secret once");
    verb->add_option("--name", options->name, "Name")->required();
    verb->add_option("--description", options->description, "Description");
    verb->add_option("--type", options->type, "api-key or oauth")
        ->check(CLI::IsMember({"api-key", "oauth"}));
    verb->add_option(
            "--role", options->roles, "ROLE@SCOPE, for example consumer@workspace:prod; repeatable")
        ->allow_extra_args(false)
        ->take_all();
    verb->add_option(
        "--expires", options->expires, "Lifetime of the secret: hours, or days like 30d");
    verb->add_flag(
        "--no-store{true},--store{false}", options->noStore,
        "Do not keep the secret in the keychain");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return createAccount(cli, options);
        };
    });
}

} // namespace keywright::cli
