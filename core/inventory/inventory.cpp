#include "core/inventory/inventory.h"

#include "core/base/deliver.h"
#include "core/inventory/account_list.h"
#include "core/inventory/details_loader.h"

#include <map>
#include <utility>

namespace keywright {

namespace {

struct Entry
{
    explicit Entry(std::shared_ptr<Session> opened)
        : session(std::move(opened))
    {
    }
    Entry(const Entry &) = delete;
    Entry &operator=(const Entry &) = delete;

    std::shared_ptr<Session> session;
    Snapshot snapshot;
    AccountList list{snapshot.accounts};
    CancelSource cancel;            ///< of the refresh under way
    bool refreshAgain = false;      ///< what is under way was asked for otherwise
    QSet<QString> changedMeanwhile; ///< accounts put or taken while a refresh is under way
};

bool hasDetails(const ServiceAccount &account)
{
    return account.roles && (account.secrets || account.type != AccountType::OAuth);
}

} // namespace

class Inventory::Private
{
public:
    Private(Inventory &inventory, std::shared_ptr<const Clock> systemClock)
        : q(inventory)
        , clock(std::move(systemClock))
    {
    }

    Entry *entry(const QString &connectionId) const;
    void
    finishRefresh(const std::shared_ptr<Session> &session, Result<QList<ServiceAccount>> listed);
    void failRefresh(Snapshot &snapshot, Error error);
    void
    takeOver(const QString &connectionId, const QString &accountId, const AccountDetails &details);

    Inventory &q;
    std::shared_ptr<const Clock> clock;
    std::map<QString, std::unique_ptr<Entry>> entries;
    DetailsLoader loader;
    bool includesSystemManaged = false;
    const Snapshot none;
};

Entry *Inventory::Private::entry(const QString &connectionId) const
{
    const auto found = entries.find(connectionId);
    return found == entries.end() ? nullptr : found->second.get();
}

void Inventory::Private::finishRefresh(
    const std::shared_ptr<Session> &session, Result<QList<ServiceAccount>> listed)
{
    const QString id = session->connection().id;
    Entry *const known = entry(id);
    if (!known || known->session != session)
        return;
    const QSet<QString> changed = std::exchange(known->changedMeanwhile, {});
    Snapshot &snapshot = known->snapshot;
    if (std::exchange(known->refreshAgain, false)) {
        snapshot.state =
            snapshot.refreshedAt.isValid() ? SnapshotState::Ready : SnapshotState::Empty;
        q.refresh(id);
        return;
    }
    if (!listed) {
        failRefresh(snapshot, std::move(listed).error());
        Q_EMIT q.stateChanged(id);
        return;
    }
    known->list.replace(*std::move(listed), changed);
    snapshot.state = SnapshotState::Ready;
    snapshot.refreshedAt = clock->now();
    snapshot.error = Error();
    Q_EMIT q.refreshed(id);
    Q_EMIT q.stateChanged(id);
}

void Inventory::Private::failRefresh(Snapshot &snapshot, Error error)
{
    if (error.kind != ErrorKind::Cancelled) {
        snapshot.state = SnapshotState::Failed;
        snapshot.error = std::move(error);
        return;
    }
    // Nobody needs to be told of what they stopped themselves.
    snapshot.state = snapshot.refreshedAt.isValid() ? SnapshotState::Ready : SnapshotState::Empty;
}

void Inventory::Private::takeOver(
    const QString &connectionId, const QString &accountId, const AccountDetails &details)
{
    Entry *const known = entry(connectionId);
    const ServiceAccount *const account = known ? known->list.find(accountId) : nullptr;
    if (!account)
        return;
    ServiceAccount updated = *account;
    // What became known meanwhile is newer than an answer that was asked for before.
    if (!updated.roles)
        updated.roles = details.roles;
    if (!updated.secrets)
        updated.secrets = details.secrets;
    if (updated != *account) {
        known->list.put(std::move(updated));
        Q_EMIT q.accountChanged(connectionId, accountId);
    }
    if (details.error)
        Q_EMIT q.detailsFailed(connectionId, accountId, *details.error);
}

Inventory::Inventory(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_d(std::make_unique<Private>(*this, std::move(clock)))
{
    connect(
        &m_d->loader, &DetailsLoader::loaded, this,
        [this](const QString &connectionId, const QString &accountId, const AccountDetails &d) {
            m_d->takeOver(connectionId, accountId, d);
        });
}

Inventory::~Inventory() = default;

void Inventory::add(std::shared_ptr<Session> session)
{
    const QString id = session->connection().id;
    remove(id);
    m_d->entries.emplace(id, std::make_unique<Entry>(std::move(session)));
    Q_EMIT sessionAdded(id);
}

void Inventory::remove(const QString &connectionId)
{
    auto node = m_d->entries.extract(connectionId);
    if (node.empty())
        return;
    m_d->loader.drop(connectionId);
    node.mapped()->cancel.cancel();
    Q_EMIT sessionRemoved(connectionId);
}

QStringList Inventory::connectionIds() const
{
    QStringList ids;
    for (const auto &[id, entry] : m_d->entries)
        ids.append(id);
    return ids;
}

std::shared_ptr<Session> Inventory::session(const QString &connectionId) const
{
    const Entry *const entry = m_d->entry(connectionId);
    return entry ? entry->session : nullptr;
}

const Snapshot &Inventory::snapshot(const QString &connectionId) const
{
    const Entry *const entry = m_d->entry(connectionId);
    return entry ? entry->snapshot : m_d->none;
}

const ServiceAccount *Inventory::find(const QString &connectionId, const QString &accountId) const
{
    const Entry *const entry = m_d->entry(connectionId);
    return entry ? entry->list.find(accountId) : nullptr;
}

void Inventory::refresh(const QString &connectionId)
{
    Entry *const entry = m_d->entry(connectionId);
    if (!entry || entry->snapshot.state == SnapshotState::Loading)
        return;
    entry->snapshot.state = SnapshotState::Loading;
    entry->cancel = CancelSource();
    const std::shared_ptr<Session> session = entry->session;
    const CancelToken token = entry->cancel.token();
    Q_EMIT stateChanged(connectionId);
    const std::shared_ptr<Provider> &provider = session->provider();
    auto listing = m_d->includesSystemManaged ? provider->listAllAccounts(QString(), token)
                                              : provider->listAccounts(QString(), token);
    deliver(std::move(listing), this, [this, session](Result<QList<ServiceAccount>> listed) {
        m_d->finishRefresh(session, std::move(listed));
    });
}

void Inventory::cancelRefresh(const QString &connectionId)
{
    Entry *const entry = m_d->entry(connectionId);
    if (!entry)
        return;
    entry->refreshAgain = false;
    entry->cancel.cancel();
}

void Inventory::loadDetails(const QString &connectionId, const QString &accountId)
{
    const ServiceAccount *const account = find(connectionId, accountId);
    if (account && !hasDetails(*account))
        m_d->loader.load(session(connectionId), *account);
}

void Inventory::setIncludesSystemManaged(bool included)
{
    if (included == std::exchange(m_d->includesSystemManaged, included))
        return;
    for (const QString &id : connectionIds()) {
        Entry *const entry = m_d->entry(id);
        if (!entry->session->provider()->capabilities().systemManagedAccounts)
            continue;
        if (entry->snapshot.state == SnapshotState::Loading) {
            entry->refreshAgain = true;
            entry->cancel.cancel();
        } else if (entry->snapshot.state != SnapshotState::Empty) {
            refresh(id);
        }
    }
}

bool Inventory::includesSystemManaged() const
{
    return m_d->includesSystemManaged;
}

void Inventory::put(const QString &connectionId, const ServiceAccount &account)
{
    Entry *const entry = m_d->entry(connectionId);
    if (!entry)
        return;
    if (entry->snapshot.state == SnapshotState::Loading)
        entry->changedMeanwhile.insert(account.id);
    const QString id = account.id;
    if (entry->list.put(account))
        Q_EMIT accountChanged(connectionId, id);
    else
        Q_EMIT accountAdded(connectionId, id);
}

void Inventory::take(const QString &connectionId, const QString &accountId)
{
    Entry *const entry = m_d->entry(connectionId);
    if (!entry)
        return;
    if (entry->snapshot.state == SnapshotState::Loading)
        entry->changedMeanwhile.insert(accountId);
    // The caller's id may be that of the account which now goes.
    if (const auto taken = entry->list.take(accountId))
        Q_EMIT accountRemoved(connectionId, taken->id);
}

void Inventory::reloadDetails(const QString &connectionId, const QString &accountId)
{
    Entry *const entry = m_d->entry(connectionId);
    const ServiceAccount *const account = entry ? entry->list.find(accountId) : nullptr;
    if (!account)
        return;
    entry->list.forgetDetails(accountId);
    m_d->loader.reload(entry->session, *account);
    Q_EMIT accountChanged(connectionId, accountId);
}

} // namespace keywright
