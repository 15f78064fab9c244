#include "core/transfer/credentials_import.h"

#include "core/base/json_reader.h"
#include "core/net/base_url.h"
#include "core/transfer/import_file.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace keywright {

namespace {

const QString tokenPath = QStringLiteral("/api/oauth/token");

struct CredentialsImportMessages
{
    Q_DECLARE_TR_FUNCTIONS(CredentialsImport)
};

Error missingPart(const QString &part)
{
    return makeError(
        ErrorKind::InvalidInput,
        CredentialsImportMessages::tr("The credentials could not be imported: %1 is missing.")
            .arg(part),
        CredentialsImportMessages::tr(
            "Check that it is a credentials file with client_id and client_secret."));
}

struct Credentials
{
    ImportedConnection connection;
    QUrl tokenUrl; ///< as the file says it; empty when it does not
};

Error differentServers(const QUrl &tokenUrl, const GivenAddress &address)
{
    return makeError(
        ErrorKind::InvalidInput,
        CredentialsImportMessages::tr(
            "The token_url of the credentials file is at %1, but %2 names %3.")
            .arg(tokenUrl.authority(), address.variable, address.url.authority()),
        CredentialsImportMessages::tr("Correct the one that is wrong, or leave %1 out.")
            .arg(address.variable));
}

void noteOpenPermissions(ImportedConnection &connection, const QString &path)
{
    const QString notice = openPermissionsNotice(path);
    if (!notice.isEmpty())
        connection.notices.append(notice);
}

Result<Credentials> readCredentials(const QByteArray &json)
{
    if (json.size() > importCap)
        return failure(tooLargeToImport());
    auto object = parseJsonObject(json);
    if (!object)
        return failure(makeError(
            ErrorKind::InvalidInput,
            CredentialsImportMessages::tr(
                "The credentials could not be imported: the file is not a JSON object."),
            CredentialsImportMessages::tr(
                "Check that it is a credentials file with client_id and client_secret.")));
    JsonReader reader(*std::move(object));
    Credentials credentials;
    ImportedConnection &connection = credentials.connection;
    connection.source = CredentialsImportMessages::tr("Credentials file");
    connection.provider = QStringLiteral("atlas");
    connection.baseUrl = usualAtlasUrl();
    connection.clientId = reader.optionalString(QStringLiteral("clientId")).trimmed();
    connection.secret = reader.optionalSecret(QStringLiteral("clientSecret"));
    const QString tokenUrl = reader.optionalString(QStringLiteral("tokenUrl"));
    if (!reader.ok() || connection.clientId.isEmpty())
        return failure(missingPart(QStringLiteral("client_id")));
    if (connection.secret.isEmpty())
        return failure(missingPart(QStringLiteral("client_secret")));
    if (tokenUrl.isEmpty())
        return credentials;
    auto checked = parseBaseUrl(tokenUrl, QStringLiteral("tokenUrl"));
    if (!checked)
        return failure(std::move(checked).error());
    auto baseUrl = importedBaseUrl(tokenUrl, QStringLiteral("tokenUrl"), tokenPath);
    if (!baseUrl)
        return failure(std::move(baseUrl).error());
    credentials.tokenUrl = *checked;
    // A token URL of another form says nothing about where the API is.
    if (checked->path().endsWith(tokenPath))
        connection.baseUrl = *baseUrl;
    else
        connection.tokenUrl = *checked;
    return credentials;
}

std::optional<Error> applyAddress(Credentials &credentials, const GivenAddress &address)
{
    const QUrl &tokenUrl = credentials.tokenUrl;
    const bool isSame =
        tokenUrl.host() == address.url.host() && tokenUrl.port(443) == address.url.port(443);
    if (!tokenUrl.isEmpty() && !isSame)
        return differentServers(tokenUrl, address);
    if (!tokenUrl.path().endsWith(tokenPath))
        credentials.connection.baseUrl = address.url;
    return {};
}

} // namespace

Result<ImportedConnection> connectionFromCredentials(const QByteArray &json)
{
    auto credentials = readCredentials(json);
    if (!credentials)
        return failure(std::move(credentials).error());
    return std::move(credentials->connection);
}

Result<ImportedConnection>
importCredentialsFile(const QString &path, const std::optional<GivenAddress> &address)
{
    const auto bytes = readImportFile(path);
    if (!bytes)
        return failure(bytes.error());
    auto credentials = readCredentials(bytes->view());
    if (!credentials)
        return failure(std::move(credentials).error());
    if (address) {
        if (auto problem = applyAddress(*credentials, *address))
            return failure(*std::move(problem));
    }
    ImportedConnection connection = std::move(credentials->connection);
    connection.source =
        CredentialsImportMessages::tr("Credentials file %1").arg(QFileInfo(path).fileName());
    noteOpenPermissions(connection, path);
    return connection;
}

Result<ImportedConnection> importDotEnvFile(const QString &path)
{
    const auto bytes = readImportFile(path);
    if (!bytes)
        return failure(bytes.error());
    const auto variables = parseDotEnv(bytes->view());
    if (!variables)
        return failure(variables.error());
    auto connection = connectionFromVariables(*variables);
    if (!connection)
        return connection;
    connection->source =
        QStringLiteral("%1 (%2)").arg(QFileInfo(path).fileName(), connection->source);
    noteOpenPermissions(*connection, path);
    return connection;
}

} // namespace keywright
