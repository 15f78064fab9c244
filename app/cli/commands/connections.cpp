#include "app/cli/commands/commands.h"
#include "app/cli/connection_saving.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/connection/connection_check.h"
#include "core/rotation/loose_ends.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

Error unknownName(const QString &name)
{
    return makeError(
        ErrorKind::NotFound, tr("There is no connection named %1.").arg(name),
        tr("keywright-cli connections list shows the names."));
}

Result<Connection> storedConnection(CliContext &cli, const QString &name)
{
    const Result<void> loaded = cli.connections().load();
    if (!loaded)
        return failure(loaded.error());
    const std::optional<Connection> connection = cli.connections().byName(name);
    if (!connection)
        return failure(unknownName(name));
    return *connection;
}

QCoro::Task<int> listConnections(Context cli)
{
    const Result<void> loaded = cli->connections().load();
    if (!loaded)
        co_return cli->output().fail(loaded.error());
    QJsonArray documents;
    QList<QStringList> rows;
    for (const Connection &connection : cli->connections().connections()) {
        documents.append(connectionJson(connection));
        rows +=
            {connection.name, connection.provider, connection.baseUrl.toString(),
             connectionJson(connection).value(QStringLiteral("signIn")).toString()};
    }
    if (cli->output().isJson())
        cli->output().document(documents);
    else
        cli->output().table({tr("NAME"), tr("PROVIDER"), tr("URL"), tr("SIGN-IN")}, rows);
    co_return Done;
}

QCoro::Task<int> showConnection(Context cli, QString name)
{
    const Result<Connection> connection = storedConnection(*cli, name);
    if (!connection)
        co_return cli->output().fail(connection.error());
    const QJsonObject document = connectionJson(*connection);
    if (cli->output().isJson()) {
        cli->output().document(document);
        co_return Done;
    }
    for (auto entry = document.constBegin(); entry != document.constEnd(); ++entry) {
        if (!entry.value().toString().isEmpty())
            cli->output().line(QStringLiteral("%1: %2").arg(entry.key(), entry.value().toString()));
    }
    co_return Done;
}

QCoro::Task<int> testConnection(Context cli, QString name)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openStored(name);
    if (!session)
        co_return cli->output().fail(session.error());
    Result<ConnectionCheck> check = co_await checkConnection(*session, cli->cancelToken());
    if (!check)
        co_return cli->output().fail(check.error());
    if (cli->output().isJson()) {
        const QJsonObject document{
            {QStringLiteral("connection"), name},
            {QStringLiteral("accountId"), check->identity.id},
            {QStringLiteral("accountName"), check->identity.name},
            {QStringLiteral("isAdmin"), check->identity.isAdmin},
            {QStringLiteral("accounts"), check->accounts},
            {QStringLiteral("milliseconds"), static_cast<qint64>(check->duration.count())}};
        cli->output().document(document);
    } else {
        cli->output().line(tr("%1 works. %2").arg(name, check->summary));
    }
    co_return Done;
}

/// What nobody would be told of any more.
QStringList lossWithout(const CliContext &cli, const Connection &connection)
{
    const Result<LooseEnds> ends = looseEnds(cli.creations(), cli.rotations(), connection.id);
    if (!ends)
        return {ends.error().message};
    return lossOf(*ends);
}

Error removalNotConfirmed(const QString &name, const QStringList &losses)
{
    const QStringList sentence{tr("Removing %1 with its stored secrets was not confirmed. Nothing "
                                  "would be deleted on the server.")
                                   .arg(name)};
    Error error = notConfirmed((sentence + losses).join(QLatin1Char(' ')));
    if (!losses.isEmpty())
        error.hint = tr("Finish these first; “keywright-cli rotate list” shows the rotations. %1")
                         .arg(error.hint);
    return error;
}

QCoro::Task<int> removeConnection(Context cli, QString name, bool confirmed)
{
    const Result<Connection> connection = storedConnection(*cli, name);
    if (!connection)
        co_return cli->output().fail(connection.error());
    const QStringList losses = lossWithout(*cli, *connection);
    if (!confirmed) {
        const Error error = removalNotConfirmed(name, losses);
        co_return cli->output().fail(error);
    }
    const auto credentials = cli->credentials()->stored(connection->id);
    if (!credentials)
        co_return cli->output().fail(credentials.error());
    for (const StoredCredential &credential : *credentials) {
        Result<void> removed = co_await cli->credentials()->remove(credential.key);
        if (!removed)
            co_return cli->output().fail(removed.error());
    }
    const Result<void> removed = cli->connections().remove(connection->id);
    if (!removed)
        co_return cli->output().fail(removed.error());
    if (const Result<void> forgotten = cli->lookups().forget(connection->id); !forgotten)
        cli->output().warn(forgotten.error().message);
    if (cli->output().isJson())
        cli->output().document(QJsonObject{{QStringLiteral("removed"), name}});
    cli->output().note(tr("Removed %1 and its stored secrets.").arg(name));
    for (const QString &loss : losses)
        cli->output().warn(loss);
    co_return Done;
}

} // namespace

void addConnectionCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("connections", "Stored connections");
    group->require_subcommand(1);
    group->add_subcommand("list", "List stored connections")->callback([&chosen] {
        chosen = [](const Context &cli) {
            return listConnections(cli);
        };
    });
    addConnectionAddCommand(*group, chosen);

    const auto name = std::make_shared<std::string>();
    CLI::App *show = group->add_subcommand("show", "One connection, without its secret");
    show->add_option("NAME", *name, "Name")->required();
    show->callback([name, &chosen] {
        chosen = [name](const Context &cli) {
            return showConnection(cli, qt(*name));
        };
    });
    CLI::App *test = group->add_subcommand("test", "Sign in and say as whom");
    test->add_option("NAME", *name, "Name")->required();
    test->callback([name, &chosen] {
        chosen = [name](const Context &cli) {
            return testConnection(cli, qt(*name));
        };
    });

    const auto confirmed = std::make_shared<bool>(false);
    CLI::App *remove = group->add_subcommand(
        "remove", "Remove a connection and its stored secrets from this machine");
    remove->add_option("NAME", *name, "Name")->required();
    remove->add_flag("--yes", *confirmed, "Confirm");
    remove->callback([name, confirmed, &chosen] {
        chosen = [name, confirmed](const Context &cli) {
            return removeConnection(cli, qt(*name), *confirmed);
        };
    });
}

} // namespace keywright::cli
