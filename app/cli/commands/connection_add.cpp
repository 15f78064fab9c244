#include "app/cli/commands/commands.h"
#include "app/cli/connection_saving.h"
#include "app/cli/secret_input.h"
#include "app/cli/text.h"
#include "core/net/base_url.h"
#include "core/provider/provider_factory.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

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

Result<Connection> describedByOptions(const AddOptions &options)
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
    const Result<void> organization =
        setOrganization(connection, qt(options.organization), qt(options.project));
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
    const Result<Connection> connection = describedByOptions(*options);
    if (!connection)
        co_return cli->output().fail(connection.error());
    const Result<void> fine = checkNewConnection(*cli, connection->name);
    if (!fine)
        co_return cli->output().fail(fine.error());
    Result<Secret> secret =
        co_await readSecretLine(secretLabel(connection->signIn), cli->cancelToken());
    if (!secret)
        co_return cli->output().fail(secret.error());
    const auto shared = std::make_shared<const Secret>(std::move(*secret));
    Result<void> saved = co_await saveConnection(cli, *connection, shared);
    if (!saved)
        co_return cli->output().fail(saved.error());
    if (cli->output().isJson())
        cli->output().document(connectionJson(*connection));
    cli->output().note(tr("Added %1. Its credential is in the keychain.").arg(connection->name));
    co_return Done;
}

} // namespace

void addConnectionAddCommand(CLI::App &group, Command &chosen)
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
            "--use-ca-file", options->caFile, "Certificate authorities of this connection (PEM)")
        ->type_name("FILE");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return addConnection(cli, options);
        };
    });
}

} // namespace keywright::cli
