#include "app/cli/access_check.h"
#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/access_actions.h"
#include "core/provider/access_lists.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct AddressOptions
{
    std::string account;
    std::vector<std::string> addresses;
    bool mine = false;
    bool ownAccount = false;
};

QJsonObject entryJson(const AccessEntry &entry)
{
    return {
        {QStringLiteral("address"), entry.address},
        {QStringLiteral("createdAt"), timeJson(entry.createdAt)},
        {QStringLiteral("lastUsedAddress"), textJson(entry.lastUsedAddress)},
        {QStringLiteral("lastUsedAt"), timeJson(entry.lastUsedAt)},
        {QStringLiteral("requestCount"), entry.requestCount}};
}

void printEntries(const Output &output, const QList<AccessEntry> &entries)
{
    QJsonArray documents;
    QList<QStringList> rows;
    for (const AccessEntry &entry : entries) {
        documents.append(entryJson(entry));
        rows +=
            {entry.address, timeText(entry.createdAt), QString::number(entry.requestCount),
             entry.lastUsedAddress.isEmpty() ? timeText(QDateTime()) : entry.lastUsedAddress,
             timeText(entry.lastUsedAt)};
    }
    if (output.isJson()) {
        output.document(documents);
        return;
    }
    output.table({tr("ADDRESS"), tr("CREATED"), tr("CALLS"), tr("LAST FROM"), tr("LAST AT")}, rows);
    if (entries.isEmpty())
        output.note(tr("The list is empty: tokens of the account work from anywhere, unless the "
                       "organization demands a list."));
}

/// A session whose provider has access lists.
Async<std::shared_ptr<Session>> openWithLists(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (session && !(*session)->provider()->accessLists())
        co_return failure(notOffered(
            (*session)->connection(), tr("IP access lists"),
            tr("Leave the restriction to the network, or use roles.")));
    co_return session;
}

QCoro::Task<int> listEntries(Context cli, QString accountId)
{
    Result<std::shared_ptr<Session>> session = co_await openWithLists(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    Result<QList<AccessEntry>> entries =
        co_await provider->accessLists()->list(accountId, cli->cancelToken());
    if (!entries)
        co_return cli->output().fail(entries.error());
    printEntries(cli->output(), *entries);
    co_return Done;
}

/// The addresses of the options, and this machine's own when that was asked for.
Async<QStringList> wantedAddresses(
    Context cli, std::shared_ptr<Session> session, std::shared_ptr<const AddressOptions> options)
{
    QStringList addresses;
    for (const std::string &text : options->addresses)
        addresses += qt(text);
    if (options->mine) {
        const std::shared_ptr<Provider> provider = session->provider();
        Result<QString> own = co_await provider->accessLists()->myAddress(cli->cancelToken());
        if (!own)
            co_return failure(own.error());
        addresses += *own;
    }
    if (addresses.isEmpty())
        co_return failure(fieldError(
            QStringLiteral("address"), tr("No address was given."),
            tr("Give IP addresses or CIDR blocks, or --mine for this machine's own.")));
    co_return Result<QStringList>(addresses);
}

QCoro::Task<int> addEntries(Context cli, std::shared_ptr<const AddressOptions> options)
{
    const QString accountId = qt(options->account);
    Result<std::shared_ptr<Session>> session = co_await openWithLists(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    Result<QStringList> addresses = co_await wantedAddresses(cli, *session, options);
    if (!addresses)
        co_return cli->output().fail(addresses.error());
    if (!options->ownAccount) {
        const auto change = std::make_shared<AccessListChange>();
        change->accountId = accountId;
        change->added = *addresses;
        Result<void> allowed = co_await checkAccessChange(cli, *session, change);
        if (!allowed)
            co_return cli->output().fail(allowed.error());
    }
    Result<QList<AccessEntry>> entries =
        co_await addAccessEntries(*session, accountId, *addresses, cli->cancelToken());
    if (!entries)
        co_return cli->output().fail(entries.error());
    printEntries(cli->output(), *entries);
    co_return Done;
}

QCoro::Task<int> removeEntry(Context cli, std::shared_ptr<const AddressOptions> options)
{
    const QString accountId = qt(options->account);
    const Result<QString> address = parseAccessAddress(qt(options->addresses.front()));
    if (!address)
        co_return cli->output().fail(address.error());
    Result<std::shared_ptr<Session>> session = co_await openWithLists(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    if (!options->ownAccount) {
        const auto change = std::make_shared<AccessListChange>();
        change->accountId = accountId;
        change->removed = QStringList(*address);
        Result<void> allowed = co_await checkAccessChange(cli, *session, change);
        if (!allowed)
            co_return cli->output().fail(allowed.error());
    }
    Result<void> removed =
        co_await removeAccessEntry(*session, accountId, *address, cli->cancelToken());
    if (!removed)
        co_return cli->output().fail(removed.error());
    if (cli->output().isJson())
        cli->output().document(QJsonObject{{QStringLiteral("removed"), *address}});
    cli->output().note(tr("Removed %1.").arg(*address));
    co_return Done;
}

void addAdd(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<AddressOptions>();
    CLI::App *verb = group.add_subcommand("add", "Add addresses; those that are there stay");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("ADDRESS", options->addresses, "IP addresses or CIDR blocks, v4 or v6");
    verb->add_flag("--mine", options->mine, "Add the address that this machine is seen at");
    verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return addEntries(cli, options);
        };
    });
}

void addRemove(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<AddressOptions>();
    CLI::App *verb = group.add_subcommand("remove", "Remove one entry");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("ADDRESS", options->addresses, "IP address or CIDR block")
        ->required()
        ->expected(1);
    verb->add_flag(ownAccountOption, options->ownAccount, ownAccountHelp);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return removeEntry(cli, options);
        };
    });
}

} // namespace

void addAccessCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group =
        app.add_subcommand("access", "From which addresses the tokens of an account work");
    group->require_subcommand(1);
    const auto account = std::make_shared<std::string>();
    CLI::App *list = group->add_subcommand("list", "The access list of an account, and its use");
    list->add_option("ID", *account, "Service account id")->required();
    list->callback([account, &chosen] {
        chosen = [account](const Context &cli) {
            return listEntries(cli, qt(*account));
        };
    });
    addAdd(*group, chosen);
    addRemove(*group, chosen);
}

} // namespace keywright::cli
