#include "core/connection/connection_json.h"

#include "core/base/json_reader.h"

#include <QJsonDocument>

namespace keywright {

namespace {

constexpr QLatin1StringView apiKeyWord("api-key");
constexpr QLatin1StringView clientCredentialsWord("client-credentials");
constexpr QLatin1StringView digestWord("digest");

QString signInWord(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return apiKeyWord;
    case SignIn::ClientCredentials:
        return clientCredentialsWord;
    case SignIn::Digest:
        return digestWord;
    }
    Q_UNREACHABLE();
}

QString urlText(const QUrl &url)
{
    return url.toString(QUrl::FullyEncoded);
}

QJsonObject transportToJson(const TransportOptions &transport)
{
    return {
        {QStringLiteral("proxy"), urlText(transport.proxy)},
        {QStringLiteral("caFile"), transport.caFile},
        {QStringLiteral("connectTimeoutMs"), qint64(transport.connectTimeout.count())},
        {QStringLiteral("transferTimeoutMs"), qint64(transport.transferTimeout.count())},
        {QStringLiteral("deadlineMs"), qint64(transport.deadline.count())}};
}

QJsonObject toJson(const Connection &connection)
{
    QJsonObject paths;
    for (auto path = connection.paths.cbegin(); path != connection.paths.cend(); ++path)
        paths.insert(path.key(), path.value());
    return {
        {QStringLiteral("id"), connection.id},
        {QStringLiteral("name"), connection.name},
        {QStringLiteral("provider"), connection.provider},
        {QStringLiteral("baseUrl"), urlText(connection.baseUrl)},
        {QStringLiteral("signIn"), signInWord(connection.signIn)},
        {QStringLiteral("clientId"), connection.clientId},
        {QStringLiteral("tokenUrl"), urlText(connection.tokenUrl)},
        {QStringLiteral("orgId"), connection.orgId},
        {QStringLiteral("projectId"), connection.projectId},
        {QStringLiteral("transport"), transportToJson(connection.transport)},
        {QStringLiteral("paths"), paths}};
}

std::chrono::milliseconds
readDuration(JsonReader &reader, const QString &key, std::chrono::milliseconds fallback)
{
    if (!reader.has(key))
        return fallback;
    const qint64 value = reader.integer(key);
    if (value <= 0)
        reader.fail(key, QStringLiteral("a positive number"));
    return std::chrono::milliseconds(value);
}

TransportOptions readTransport(JsonReader &parent)
{
    TransportOptions transport;
    const auto key = QStringLiteral("transport");
    if (!parent.has(key))
        return transport;
    JsonReader reader(parent.object(key), key);
    transport.proxy = QUrl(reader.optionalString(QStringLiteral("proxy")));
    transport.caFile = reader.optionalString(QStringLiteral("caFile"));
    transport.connectTimeout =
        readDuration(reader, QStringLiteral("connectTimeoutMs"), transport.connectTimeout);
    transport.transferTimeout =
        readDuration(reader, QStringLiteral("transferTimeoutMs"), transport.transferTimeout);
    transport.deadline = readDuration(reader, QStringLiteral("deadlineMs"), transport.deadline);
    parent.adopt(reader);
    return transport;
}

SignIn readSignIn(JsonReader &reader)
{
    const auto key = QStringLiteral("signIn");
    const QString word = reader.string(key);
    if (word == clientCredentialsWord)
        return SignIn::ClientCredentials;
    if (word == digestWord)
        return SignIn::Digest;
    if (word != apiKeyWord)
        reader.fail(
            key, QStringLiteral("%1, %2 or %3").arg(apiKeyWord, clientCredentialsWord, digestWord));
    return SignIn::ApiKey;
}

QMap<QString, QString> readPaths(JsonReader &parent)
{
    QMap<QString, QString> paths;
    const auto key = QStringLiteral("paths");
    if (!parent.has(key))
        return paths;
    JsonReader reader(parent.object(key), key);
    const QStringList calls = reader.raw().keys();
    for (const QString &call : calls)
        paths.insert(call, reader.string(call));
    parent.adopt(reader);
    return paths;
}

Connection readConnection(JsonReader &reader)
{
    Connection connection;
    connection.id = reader.string(QStringLiteral("id"));
    connection.name = reader.string(QStringLiteral("name"));
    connection.provider = reader.string(QStringLiteral("provider"));
    connection.baseUrl = QUrl(reader.string(QStringLiteral("baseUrl")));
    connection.signIn = readSignIn(reader);
    connection.clientId = reader.optionalString(QStringLiteral("clientId"));
    connection.tokenUrl = QUrl(reader.optionalString(QStringLiteral("tokenUrl")));
    connection.orgId = reader.optionalString(QStringLiteral("orgId"));
    connection.projectId = reader.optionalString(QStringLiteral("projectId"));
    connection.transport = readTransport(reader);
    connection.paths = readPaths(reader);
    return connection;
}

} // namespace

QByteArray connectionsToJson(const QList<Connection> &connections)
{
    QJsonArray array;
    for (const Connection &connection : connections)
        array.append(toJson(connection));
    const QJsonObject root{{QStringLiteral("version"), 1}, {QStringLiteral("connections"), array}};
    return QJsonDocument(root).toJson();
}

Result<QList<Connection>> connectionsFromJson(const QByteArray &json)
{
    auto root = parseJsonObject(json);
    if (!root)
        return failure(std::move(root).error());
    QList<Connection> connections;
    JsonReader reader(*root);
    reader.forEach(QStringLiteral("connections"), [&connections](JsonReader &item) {
        connections.append(readConnection(item));
    });
    if (!reader.ok())
        return failure(reader.error());
    return connections;
}

} // namespace keywright
