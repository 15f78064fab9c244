#pragma once

#include "core/connection/connection_store.h"
#include "core/connection/session_factory.h"
#include "core/inventory/inventory.h"

#include <QHash>
#include <QObject>

namespace keywright {

enum class LinkState {
    Closed, ///< not tried yet
    Opening,
    Connected, ///< the server accepted the credential
    Failed
};

/// How it stands with a connection.
struct ConnectionLink
{
    LinkState state = LinkState::Closed;
    Error error;            ///< when Failed
    QString identity;       ///< who the connection signs in as, when Connected
    bool untilQuit = false; ///< its credential is in memory only
};

/// Keeps a session open for every connection and puts it into the inventory: for the stored ones
/// with the credential from the keychain, for others with one that lives until the program ends.
class SessionKeeper : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive the keeper.
    SessionKeeper(
        ConnectionStore &store, Inventory &inventory, std::shared_ptr<SessionFactory> factory,
        QObject *parent = nullptr);
    ~SessionKeeper() override;

    /// Opens what is stored. To be called when the window stands: it touches keychain and network.
    void start();

    /// The stored connections, then those that live until the program ends.
    QList<Connection> connections() const;
    std::optional<Connection> connection(const QString &id) const;
    bool isStored(const QString &id) const { return m_store.byId(id).has_value(); }
    ConnectionLink link(const QString &id) const { return m_links.value(id).link; }
    /// Null while there is none.
    std::shared_ptr<Session> session(const QString &id) const { return m_inventory.session(id); }

    void retry(const QString &id);
    /// Opens a stored or a new connection with a credential that is forgotten at the end of the
    /// program.
    void openUntilQuit(const Connection &connection, Secret secret);

    /// Gives the tokens of all sessions back to their servers, for the end of the program. Ends
    /// soon whatever the servers do, see signOutDeadline.
    Async<void> signOut(CancelToken cancel);

Q_SIGNALS:
    /// Connections were added, changed or removed.
    void connectionsChanged();
    void linkChanged(const QString &id);

private:
    struct Entry
    {
        ConnectionLink link;
        int attempt = 0; ///< answers of earlier attempts are not heard
        CancelSource cancel;
    };

    int begin(const QString &id, bool untilQuit);
    void open(const Connection &connection);
    void adopt(const QString &id, int attempt, Result<std::shared_ptr<Session>> session);
    void identified(const QString &id, int attempt, Result<Identity> identity);
    void close(const QString &id);
    void drop(const QString &id);
    void setLink(const QString &id, LinkState state, const Error &error, const QString &identity);

    ConnectionStore &m_store;
    Inventory &m_inventory;
    std::shared_ptr<SessionFactory> m_factory;
    QHash<QString, Entry> m_links;
    QList<Connection> m_temporary;
    int m_lastAttempt = 0;
};

} // namespace keywright
