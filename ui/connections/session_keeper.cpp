#include "ui/connections/session_keeper.h"

#include "core/base/deliver.h"
#include "core/connection/sign_out.h"

#include <algorithm>

namespace keywright {

SessionKeeper::SessionKeeper(
    ConnectionStore &store, Inventory &inventory, std::shared_ptr<SessionFactory> factory,
    QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_inventory(inventory)
    , m_factory(std::move(factory))
{
    connect(&m_store, &ConnectionStore::saved, this, [this](const QString &id) {
        if (const std::optional<Connection> saved = m_store.byId(id))
            open(*saved);
        Q_EMIT connectionsChanged();
    });
    connect(&m_store, &ConnectionStore::removed, this, [this](const QString &id) {
        close(id);
        Q_EMIT connectionsChanged();
    });
}

SessionKeeper::~SessionKeeper()
{
    for (Entry &entry : m_links)
        entry.cancel.cancel();
}

void SessionKeeper::start()
{
    for (const Connection &stored : m_store.connections())
        open(stored);
}

QList<Connection> SessionKeeper::connections() const
{
    return m_store.connections() + m_temporary;
}

std::optional<Connection> SessionKeeper::connection(const QString &id) const
{
    const QList<Connection> all = connections();
    const auto found = std::find_if(
        all.begin(), all.end(), [&id](const Connection &candidate) { return candidate.id == id; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

void SessionKeeper::retry(const QString &id)
{
    if (const std::shared_ptr<Session> session = m_inventory.session(id)) {
        const int attempt = begin(id, link(id).untilQuit);
        const CancelToken cancel = m_links[id].cancel.token();
        deliver(session->identify(cancel), this, [this, id, attempt](Result<Identity> identity) {
            identified(id, attempt, std::move(identity));
        });
    } else if (const std::optional<Connection> stored = m_store.byId(id)) {
        open(*stored);
    }
}

void SessionKeeper::openUntilQuit(const Connection &connection, Secret secret)
{
    if (!isStored(connection.id)) {
        m_temporary.removeIf(
            [&connection](const Connection &known) { return known.id == connection.id; });
        m_temporary.append(connection);
        Q_EMIT connectionsChanged();
    }
    const int attempt = begin(connection.id, true);
    adopt(connection.id, attempt, m_factory->openWith(connection, std::move(secret)));
}

int SessionKeeper::begin(const QString &id, bool untilQuit)
{
    Entry &entry = m_links[id];
    entry.cancel.cancel();
    entry.cancel = CancelSource();
    entry.attempt = ++m_lastAttempt;
    entry.link.untilQuit = untilQuit;
    setLink(id, LinkState::Opening, {}, {});
    return m_lastAttempt;
}

void SessionKeeper::open(const Connection &connection)
{
    const QString id = connection.id;
    const int attempt = begin(id, false);
    deliver(
        m_factory->open(connection), this,
        [this, id, attempt](Result<std::shared_ptr<Session>> session) {
            adopt(id, attempt, std::move(session));
        });
}

void SessionKeeper::adopt(const QString &id, int attempt, Result<std::shared_ptr<Session>> session)
{
    if (m_links.value(id).attempt != attempt)
        return;
    drop(id);
    if (!session)
        return setLink(id, LinkState::Failed, session.error(), {});
    m_inventory.add(*session);
    m_inventory.refresh(id); // The list of accounts is what every page works with.
    const CancelToken cancel = m_links[id].cancel.token();
    deliver((*session)->identify(cancel), this, [this, id, attempt](Result<Identity> identity) {
        identified(id, attempt, std::move(identity));
    });
}

void SessionKeeper::identified(const QString &id, int attempt, Result<Identity> identity)
{
    if (m_links.value(id).attempt != attempt)
        return;
    if (identity)
        setLink(id, LinkState::Connected, {}, identity->name);
    else
        setLink(id, LinkState::Failed, identity.error(), {});
}

void SessionKeeper::close(const QString &id)
{
    if (!m_links.contains(id))
        return;
    m_links[id].cancel.cancel();
    m_links.remove(id);
    drop(id);
}

void SessionKeeper::drop(const QString &id)
{
    const std::shared_ptr<Session> session = m_inventory.session(id);
    if (!session)
        return;
    m_inventory.remove(id);
    // Tokens that nobody has a use for any more should not live on.
    signOutAll({session}, signOutDeadline, CancelToken());
}

Async<void> SessionKeeper::signOut(CancelToken cancel)
{
    QList<std::shared_ptr<Session>> sessions;
    for (const QString &id : m_inventory.connectionIds())
        sessions.append(m_inventory.session(id));
    return signOutAll(std::move(sessions), signOutDeadline, std::move(cancel));
}

void SessionKeeper::setLink(
    const QString &id, LinkState state, const Error &error, const QString &identity)
{
    ConnectionLink &shown = m_links[id].link;
    shown.state = state;
    shown.error = error;
    shown.identity = identity;
    Q_EMIT linkChanged(id);
}

} // namespace keywright
