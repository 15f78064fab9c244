#include "app/cli/commands/commands.h"
#include "app/cli/secret_input.h"
#include "app/cli/text.h"
#include "core/net/base_url.h"
#include "core/provider/provider_factory.h"

#include <QJsonArray>
#include <QJsonObject>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

using Context = std::shared_ptr<CliContext>;

struct AddOptions
{
    std::string name;
    std::string provider;
    std::string url;
    std::string organization;
    std::string project;
    std::string clientId;
    std::string publicKey;
    std::string tokenUrl;
    std::string proxy;
    std::string caFile;
};

QString signInName(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return QStringLiteral("api-key");
    case SignIn::ClientCredentials:
        return QStringLiteral("client-credentials");
    case SignIn::Digest:
        return QStringLiteral("digest");
    }
    Q_UNREACHABLE();
}

QString secretLabel(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return tr("API key");
    case SignIn::ClientCredentials:
        return tr("Client secret");
    case SignIn::Digest:
        return tr("Private key");
    }
    Q_UNREACHABLE();
}

QJsonObject connectionJson(const Connection &connection)
{
    return {
        {QStringLiteral("name"), connection.name},
        {QStringLiteral("provider"), connection.provider},
        {QStringLiteral("url"), connection.baseUrl.toString()},
        {QStringLiteral("signIn"), signInName(connection.signIn)},
        {QStringLiteral("clientId"), connection.clientId},
        {QStringLiteral("tokenUrl"), connection.tokenUrl.toString()},
        {QStringLiteral("orgId"), connection.orgId},
        {QStringLiteral("projectId"), connection.projectId},
        {QStringLiteral("proxy"), connection.transport.proxy.toString()},
        {QStringLiteral("caFile"), connection.transport.caFile}};
}

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
             signInName(connection.signIn)};
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

Result<void>
describeSignIn(Connection &connection, const AddOptions &options, const ProviderChoice &provider)
{
    if (!options.publicKey.empty())
        connection.signIn = SignIn::Digest;
    else if (!options.clientId.empty())
        connection.signIn = SignIn::ClientCredentials;
    connection.clientId = qt(options.publicKey.empty() ? options.clientId : options.publicKey);
    if (provider.signIns.contains(connection.signIn))
        return {};
    if (connection.signIn == SignIn::ApiKey)
        return failure(fieldError(
            QStringLiteral("client-id"),
            tr("%1 cannot be signed in to with an API key alone.").arg(provider.name),
            tr("Add --client-id, or --public-key.")));
    return failure(fieldError(
        QStringLiteral("public-key"), tr("%1 has no pairs of API keys.").arg(provider.name),
        tr("Leave --public-key out, or use --client-id.")));
}

Result<void> describeOrganization(
    Connection &connection, const AddOptions &options, const ProviderChoice &provider)
{
    connection.orgId = qt(options.organization);
    connection.projectId = qt(options.project);
    const bool isGiven = !connection.orgId.isEmpty() || !connection.projectId.isEmpty();
    if (isGiven && !provider.hasOrganizations)
        return failure(fieldError(
            QStringLiteral("org"), tr("%1 has no organizations.").arg(provider.name),
            tr("Leave --org and --project out.")));
    if (!connection.orgId.isEmpty()) {
        const auto fine = checkProviderId(provider, connection.orgId, QStringLiteral("org"));
        if (!fine)
            return fine;
    }
    if (!connection.projectId.isEmpty())
        return checkProviderId(provider, connection.projectId, QStringLiteral("project"));
    return {};
}

Result<Connection> describedConnection(const AddOptions &options)
{
    const ProviderChoice provider = providerChoice(qt(options.provider)).value_or(ProviderChoice());
    Connection connection;
    connection.id = ConnectionStore::newId();
    connection.name = qt(options.name);
    connection.provider = provider.id;
    const Result<QUrl> baseUrl = parseBaseUrl(
        options.url.empty() ? provider.usualBaseUrl : qt(options.url), QStringLiteral("url"));
    if (!baseUrl)
        return failure(baseUrl.error());
    connection.baseUrl = *baseUrl;
    const Result<void> signIn = describeSignIn(connection, options, provider);
    if (!signIn)
        return failure(signIn.error());
    const Result<void> organization = describeOrganization(connection, options, provider);
    if (!organization)
        return failure(organization.error());
    if (!options.tokenUrl.empty()) {
        const Result<QUrl> tokenUrl =
            parseBaseUrl(qt(options.tokenUrl), QStringLiteral("tokenUrl"));
        if (!tokenUrl)
            return failure(tokenUrl.error());
        connection.tokenUrl = *tokenUrl;
    }
    connection.transport.proxy = QUrl(qt(options.proxy));
    connection.transport.caFile = qt(options.caFile);
    return connection;
}

QCoro::Task<int> addConnection(Context cli, std::shared_ptr<const AddOptions> options)
{
    const Result<Connection> connection = describedConnection(*options);
    if (!connection)
        co_return cli->output().fail(connection.error());
    if (!cli->usesKeychain()) {
        const Error error = fieldError(
            QStringLiteral("no-keychain"),
            tr("A stored connection keeps its credential in the keychain."),
            tr("Leave out --no-keychain, or describe the connection in the environment instead."));
        co_return cli->output().fail(error);
    }
    const Result<void> loaded = cli->connections().load();
    if (!loaded)
        co_return cli->output().fail(loaded.error());
    if (cli->connections().byName(connection->name)) {
        const Error error = makeError(
            ErrorKind::Conflict, tr("A connection named %1 exists already.").arg(connection->name),
            tr("Choose another name, or remove the other connection first."));
        co_return cli->output().fail(error);
    }
    Result<Secret> secret = readSecretLine(secretLabel(connection->signIn));
    if (!secret)
        co_return cli->output().fail(secret.error());
    StoredCredential credential;
    credential.key = SessionFactory::credentialKey(*connection);
    credential.label = tr("Keywright · %1").arg(connection->name);
    const auto shared = std::make_shared<const Secret>(std::move(*secret));
    Result<void> stored = co_await cli->credentials()->write(credential, shared);
    if (!stored)
        co_return cli->output().fail(stored.error());
    const Result<void> saved = cli->connections().save(*connection);
    if (!saved)
        co_return cli->output().fail(saved.error());
    if (cli->output().isJson())
        cli->output().document(connectionJson(*connection));
    cli->output().note(tr("Added %1. Its credential is in the keychain.").arg(connection->name));
    co_return Done;
}

QCoro::Task<int> testConnection(Context cli, QString name)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openStored(name);
    if (!session)
        co_return cli->output().fail(session.error());
    const auto started = cli->clock().elapsed();
    Result<Identity> identity = co_await (*session)->identify(cli->cancelToken());
    if (!identity)
        co_return cli->output().fail(identity.error());
    const auto took = cli->clock().elapsed() - started;
    if (cli->output().isJson()) {
        const QJsonObject document{
            {QStringLiteral("connection"), name},
            {QStringLiteral("accountId"), identity->id},
            {QStringLiteral("accountName"), identity->name},
            {QStringLiteral("milliseconds"), static_cast<qint64>(took.count())}};
        cli->output().document(document);
    } else {
        cli->output().line(tr("%1 works: signed in as %2 %3, %4 ms")
                               .arg(name, identity->name, identity->id)
                               .arg(took.count()));
    }
    co_return Done;
}

QCoro::Task<int> removeConnection(Context cli, QString name, bool confirmed)
{
    const Result<Connection> connection = storedConnection(*cli, name);
    if (!connection)
        co_return cli->output().fail(connection.error());
    if (!confirmed) {
        const Error error = fieldError(
            QStringLiteral("yes"),
            tr("Removing %1 with its stored secrets was not confirmed.").arg(name),
            tr("Add --yes when you mean it. Nothing is deleted on the server."));
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
    if (cli->output().isJson())
        cli->output().document(QJsonObject{{QStringLiteral("removed"), name}});
    cli->output().note(tr("Removed %1 and its stored secrets.").arg(name));
    co_return Done;
}

void addAdd(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<AddOptions>();
    CLI::App *verb = group.add_subcommand(
        "add",
        "Add a connection; its API key, client secret or private key is read from standard input");
    std::vector<std::string> providers;
    for (const ProviderChoice &choice : providerChoices())
        providers.push_back(choice.id.toStdString());
    verb->add_option("NAME", options->name, "Name")->required();
    verb->add_option("--provider", options->provider, "Kind of system")
        ->required()
        ->check(CLI::IsMember(providers));
    verb->add_option("--url", options->url, "Base URL, when the provider has no usual one");
    verb->add_option("--org", options->organization, "ID of the organization");
    verb->add_option("--project", options->project, "ID of the one project to work on");
    CLI::Option *clientId = verb->add_option(
        "--client-id", options->clientId, "Sign in with OAuth client credentials as this client");
    verb->add_option(
            "--public-key", options->publicKey, "Sign in with the API key pair of this public key")
        ->excludes(clientId);
    verb->add_option(
        "--token-url", options->tokenUrl, "Token endpoint, when it is not the provider's default");
    verb->add_option("--use-proxy", options->proxy, "Proxy of this connection");
    verb->add_option(
        "--use-ca-file", options->caFile, "Certificate authorities of this connection (PEM)");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return addConnection(cli, options);
        };
    });
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
    addAdd(*group, chosen);

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
