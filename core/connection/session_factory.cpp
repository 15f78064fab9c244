#include "core/connection/session_factory.h"

#include "core/net/exchange_log.h"
#include "core/provider/provider_factory.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>

#include <utility>

namespace keywright {

namespace {

ProviderSettings settingsOf(const Connection &connection)
{
    ProviderSettings settings;
    settings.provider = connection.provider;
    settings.baseUrl = connection.baseUrl;
    settings.tokenUrl = connection.tokenUrl;
    settings.orgId = connection.orgId;
    settings.projectId = connection.projectId;
    settings.paths = connection.paths;
    return settings;
}

ProviderCredential credentialOf(const Connection &connection, Secret secret)
{
    ProviderCredential credential;
    credential.signIn = connection.signIn;
    credential.clientId = connection.clientId;
    credential.secret = std::move(secret);
    return credential;
}

Error noCredentialError(const Connection &connection)
{
    return makeError(
        ErrorKind::NotFound,
        QCoreApplication::translate(
            "Session",
            "The connection “%1” cannot sign in: the keychain holds no credential of it.")
            .arg(connection.name),
        QCoreApplication::translate(
            "Session", "Edit the connection and enter its API key, client secret or private key."));
}

QString credentialItem(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return QStringLiteral("api-key");
    case SignIn::ClientCredentials:
        return QStringLiteral("client-secret");
    case SignIn::Digest:
        return QStringLiteral("private-key");
    }
    Q_UNREACHABLE();
}

} // namespace

SessionFactory::SessionFactory(
    std::shared_ptr<CredentialStore> credentials, std::shared_ptr<const Clock> clock,
    std::shared_ptr<ExchangeLog> log, std::shared_ptr<CreationJournal> journal)
    : m_credentials(std::move(credentials))
    , m_clock(std::move(clock))
    , m_log(std::move(log))
    , m_journal(std::move(journal))
{
}

Async<std::shared_ptr<Session>> SessionFactory::open(Connection connection)
{
    const auto self = shared_from_this();
    CredentialKey key = credentialKey(connection);
    auto secret = co_await m_credentials->read(std::move(key));
    if (!secret && secret.error().kind == ErrorKind::NotFound)
        co_return failure(noCredentialError(connection));
    if (!secret)
        co_return failure(std::move(secret).error());
    co_return openWith(connection, *std::move(secret));
}

Result<std::shared_ptr<Session>>
SessionFactory::openWith(const Connection &connection, Secret secret) const
{
    // One manager for each session, so that sessions share neither connections nor their limits.
    const auto http = std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), connection.transport, m_clock, m_log);
    auto connected = connectProvider(
        settingsOf(connection), credentialOf(connection, std::move(secret)), http, m_clock);
    if (!connected)
        return failure(std::move(connected).error());
    return std::make_shared<Session>(
        connection, connected->provider, connected->authorizer, m_credentials, m_journal);
}

CredentialKey SessionFactory::credentialKey(const Connection &connection)
{
    CredentialKey key;
    key.connectionId = connection.id;
    key.owner = CredentialKey::connectionOwner;
    key.item = credentialItem(connection.signIn);
    return key;
}

} // namespace keywright
