#include "app/cli/environment.h"

#include "app/cli/text.h"
#include "core/transfer/credentials_import.h"

#include <QCryptographicHash>
#include <QProcessEnvironment>

namespace keywright::cli {

Result<ImportedConnection> describedConnection(const QString &envFile)
{
    auto described = envFile.isEmpty() ? connectionFromVariables(VariableSet::fromEnvironment(
                                             QProcessEnvironment::systemEnvironment()))
                                       : importDotEnvFile(envFile);
    if (described || described.error().kind != ErrorKind::InvalidInput)
        return described;
    Error error = std::move(described).error();
    error.hint = tr("%1 Or name a stored connection with --connection.").arg(error.hint).trimmed();
    return failure(std::move(error));
}

Connection connectionOf(const ImportedConnection &described)
{
    Connection connection;
    connection.provider = described.provider;
    connection.baseUrl = described.baseUrl;
    connection.signIn = described.signIn;
    connection.clientId = described.clientId;
    connection.tokenUrl = described.tokenUrl;
    connection.orgId = described.orgId;
    connection.projectId = described.projectId;
    return connection;
}

QString idOfDescribed(const Connection &connection)
{
    const QString system =
        QStringList{connection.provider, connection.baseUrl.toString(), connection.orgId}.join(
            QLatin1Char('\n'));
    const QByteArray hash =
        QCryptographicHash::hash(system.toUtf8(), QCryptographicHash::Sha256).toHex();
    return describedIdStart + QString::fromLatin1(hash.first(12));
}

QString describedName()
{
    return tr("Environment");
}

} // namespace keywright::cli
