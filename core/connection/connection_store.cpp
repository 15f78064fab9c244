#include "core/connection/connection_store.h"

#include "core/base/state_file.h"
#include "core/connection/connection_json.h"
#include "core/identity/account_rules.h"

#include <QDir>
#include <QUuid>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

constexpr qint64 fileCap = 4 * 1024 * 1024;
constexpr int nameMaxLength = 80;

} // namespace

ConnectionStore::ConnectionStore(QString file, QObject *parent)
    : QObject(parent)
    , m_file(std::move(file))
{
}

Result<void> ConnectionStore::load()
{
    m_connections.clear();
    const auto content = readStateFile(m_file, fileCap);
    if (content && content->isEmpty())
        return {};
    QString message;
    if (content) {
        auto connections = connectionsFromJson(*content);
        if (connections) {
            m_connections = *std::move(connections);
            return {};
        }
        message = tr("The saved connections could not be read: the file is damaged.");
    } else {
        message = content.error().message;
    }
    return setUnreadableAside(message);
}

Result<void> ConnectionStore::setUnreadableAside(const QString &message)
{
    m_unreadable = true;
    const auto aside = setAside(m_file);
    if (!aside)
        return failure(aside.error());
    m_unreadable = false;
    return failure(makeError(
        ErrorKind::Storage, message,
        tr("The file was kept as %1. Repair it and put it back, or add the connections again.")
            .arg(QDir::toNativeSeparators(*aside))));
}

std::optional<Connection> ConnectionStore::byId(const QString &id) const
{
    for (const Connection &connection : m_connections) {
        if (connection.id == id)
            return connection;
    }
    return std::nullopt;
}

std::optional<Connection> ConnectionStore::byName(const QString &name) const
{
    for (const Connection &connection : m_connections) {
        if (connection.name == name)
            return connection;
    }
    return std::nullopt;
}

std::optional<Error> ConnectionStore::nameProblem(const QString &name)
{
    // Invisible marks would let one connection pass for another.
    TextRules rules;
    rules.nameMaxLength = nameMaxLength;
    return keywright::nameProblem(name, rules);
}

std::optional<Error> ConnectionStore::problem(const Connection &connection) const
{
    const auto nameField = QStringLiteral("name");
    if (auto refused = nameProblem(connection.name))
        return refused;
    const auto taken = byName(connection.name);
    if (taken && taken->id != connection.id)
        return fieldError(
            nameField, tr("There is a connection named “%1” already.").arg(connection.name),
            tr("Choose another name."));

    // The file is not a place for passwords, and a URL with one would put it there.
    const QList<std::pair<QString, QUrl>> urls{
        {QStringLiteral("baseUrl"), connection.baseUrl},
        {QStringLiteral("tokenUrl"), connection.tokenUrl},
        {QStringLiteral("proxy"), connection.transport.proxy}};
    for (const auto &[field, url] : urls) {
        if (!url.userInfo().isEmpty())
            return fieldError(
                field, tr("The address contains a user name or password, which is not saved."),
                tr("Remove the part before the @ sign."));
    }
    return std::nullopt;
}

Result<void> ConnectionStore::save(Connection connection)
{
    connection.name = connection.name.trimmed();
    if (connection.id.isEmpty())
        connection.id = newId();
    if (auto refused = problem(connection))
        return failure(*std::move(refused));

    const QList<Connection> before = m_connections;
    const auto place = std::find_if(
        m_connections.begin(), m_connections.end(),
        [&connection](const Connection &other) { return other.id == connection.id; });
    if (place == m_connections.end())
        m_connections.append(connection);
    else
        *place = connection;
    if (auto written = write(); !written) {
        m_connections = before;
        return written;
    }
    Q_EMIT saved(connection.id);
    return {};
}

Result<void> ConnectionStore::remove(const QString &id)
{
    const QList<Connection> before = m_connections;
    const auto removedCount =
        m_connections.removeIf([&id](const Connection &connection) { return connection.id == id; });
    if (removedCount == 0)
        return {};
    if (auto written = write(); !written) {
        m_connections = before;
        return written;
    }
    Q_EMIT removed(id);
    return {};
}

Result<void> ConnectionStore::write()
{
    // What could not be set aside when it was loaded must not be written over now.
    if (m_unreadable) {
        if (const auto aside = setAside(m_file); !aside)
            return failure(aside.error());
        m_unreadable = false;
    }
    return writeStateFile(m_file, connectionsToJson(m_connections));
}

QString ConnectionStore::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace keywright
