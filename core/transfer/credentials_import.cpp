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

void noteOpenPermissions(ImportedConnection &connection, const QString &path)
{
    const QString notice = openPermissionsNotice(path);
    if (!notice.isEmpty())
        connection.notices.append(notice);
}

} // namespace

Result<ImportedConnection> connectionFromCredentials(const QByteArray &json)
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
    ImportedConnection connection;
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
        return connection;
    auto checked = parseBaseUrl(tokenUrl, QStringLiteral("tokenUrl"));
    if (!checked)
        return failure(std::move(checked).error());
    auto baseUrl = importedBaseUrl(tokenUrl, QStringLiteral("tokenUrl"), tokenPath);
    if (!baseUrl)
        return failure(std::move(baseUrl).error());
    // A token URL of another form says nothing about where the API is.
    if (checked->path().endsWith(tokenPath))
        connection.baseUrl = *baseUrl;
    else
        connection.tokenUrl = *checked;
    return connection;
}

Result<ImportedConnection> importCredentialsFile(const QString &path)
{
    const auto bytes = readImportFile(path);
    if (!bytes)
        return failure(bytes.error());
    auto connection = connectionFromCredentials(bytes->view());
    if (!connection)
        return connection;
    connection->source =
        CredentialsImportMessages::tr("Credentials file %1").arg(QFileInfo(path).fileName());
    noteOpenPermissions(*connection, path);
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
