#include "app/cli/connection_saving.h"

#include "app/cli/text.h"
#include "core/provider/provider_factory.h"

namespace keywright::cli {

namespace {

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

} // namespace

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

Result<void>
setOrganization(Connection &connection, const QString &organization, const QString &project)
{
    const ProviderChoice provider = providerChoice(connection.provider).value_or(ProviderChoice());
    const bool isGiven = !organization.isEmpty() || !project.isEmpty();
    if (isGiven && !provider.hasOrganizations)
        return failure(fieldError(
            QStringLiteral("org"), tr("%1 has no organizations.").arg(provider.name),
            tr("Leave --org and --project out.")));
    if (!organization.isEmpty()) {
        const auto fine = checkProviderId(provider, organization, QStringLiteral("org"));
        if (!fine)
            return fine;
        connection.orgId = organization;
    }
    if (!project.isEmpty()) {
        const auto fine = checkProviderId(provider, project, QStringLiteral("project"));
        if (!fine)
            return fine;
        connection.projectId = project;
    }
    return {};
}

Result<void> checkNewConnection(CliContext &cli, const QString &name)
{
    if (!cli.usesKeychain())
        return failure(fieldError(
            QStringLiteral("no-keychain"),
            tr("A stored connection keeps its credential in the keychain."),
            tr("Leave out --no-keychain, or describe the connection in the environment instead.")));
    Result<void> loaded = cli.connections().load();
    if (!loaded)
        return loaded;
    if (cli.connections().byName(name))
        return failure(makeError(
            ErrorKind::Conflict, tr("A connection named %1 exists already.").arg(name),
            tr("Choose another name, or remove the other connection first.")));
    return {};
}

Async<void> saveConnection(Context cli, Connection connection, std::shared_ptr<const Secret> secret)
{
    StoredCredential credential;
    credential.key = SessionFactory::credentialKey(connection);
    credential.label = tr("Keywright · %1").arg(connection.name);
    const auto credentials = cli->credentials();
    Result<void> stored = co_await credentials->write(credential, std::move(secret));
    if (!stored)
        co_return stored;
    Result<void> saved = cli->connections().save(connection);
    if (!saved)
        co_await credentials->remove(credential.key);
    co_return saved;
}

} // namespace keywright::cli
