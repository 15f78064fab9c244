#pragma once

#include "core/base/result.h"
#include "core/connection/connection.h"

#include <QList>
#include <QObject>

#include <optional>

namespace keywright {

/// The connections on disk (one JSON file, written atomically, 0600). An unreadable file is set
/// aside under another name and reported, never overwritten.
class ConnectionStore : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionStore(QString file, QObject *parent = nullptr);

    /// Reads the file; a file that does not exist yet is success. After a failure the store is
    /// empty and usable.
    Result<void> load();

    const QList<Connection> &connections() const { return m_connections; }
    std::optional<Connection> byId(const QString &id) const;
    std::optional<Connection> byName(const QString &name) const;

    /// Adds, or replaces the one with the same id. Refuses an empty, over-long or taken name and
    /// one with invisible characters (field "name"), and addresses with a user name or password in
    /// them (fields "baseUrl", "tokenUrl", "proxy").
    Result<void> save(Connection connection);
    Result<void> remove(const QString &id);

    static QString newId();
    /// Why a connection cannot have this name, whether it is taken or not; or nothing.
    static std::optional<Error> nameProblem(const QString &name);

Q_SIGNALS:
    void saved(const QString &id);
    void removed(const QString &id);

private:
    Result<void> setUnreadableAside(const QString &message);
    std::optional<Error> problem(const Connection &connection) const;
    Result<void> write();

    QString m_file;
    QList<Connection> m_connections;
    bool m_unreadable = false; ///< a file stands there that was neither read nor set aside
};

} // namespace keywright
