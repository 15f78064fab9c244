#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/connection/session.h"

#include <QMap>
#include <QObject>

namespace keywright {

enum class SnapshotState { Empty, Loading, Ready, Failed };

/// What was last seen of one connection's accounts. A failed refresh keeps the accounts seen
/// before.
struct Snapshot
{
    SnapshotState state = SnapshotState::Empty;
    QList<ServiceAccount> accounts;
    QDateTime refreshedAt;
    Error error; ///< of the last refresh, when state is Failed
};

/// The accounts of all sessions, with signals for what changed. Lives on the window's thread; does
/// no polling.
class Inventory : public QObject
{
    Q_OBJECT

public:
    explicit Inventory(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~Inventory() override;

    void add(std::shared_ptr<Session> session);
    void remove(const QString &connectionId);
    QStringList connectionIds() const;
    std::shared_ptr<Session> session(const QString &connectionId) const;
    const Snapshot &snapshot(const QString &connectionId) const;
    const ServiceAccount *find(const QString &connectionId, const QString &accountId) const;

    /// Reads the list again; a refresh that is under way is not doubled. Ends in refreshed().
    void refresh(const QString &connectionId);
    void cancelRefresh(const QString &connectionId);
    /// Whether refresh() also lists the accounts that a provider made for itself, where it can.
    /// Lists that were read otherwise are read again.
    void setIncludesSystemManaged(bool included);
    bool includesSystemManaged() const;
    /// Reads of roles and secrets of one account what is neither known nor on its way. At most four
    /// accounts at a time.
    void loadDetails(const QString &connectionId, const QString &accountId);
    /// Takes over what an action returned, without asking the server again. Roles and secrets that
    /// `account` leaves unset are kept.
    void put(const QString &connectionId, const ServiceAccount &account);
    void take(const QString &connectionId, const QString &accountId);
    /// Drops what is known of roles and secrets, and reads them again.
    void reloadDetails(const QString &connectionId, const QString &accountId);

Q_SIGNALS:
    void sessionAdded(const QString &connectionId);
    void sessionRemoved(const QString &connectionId);
    void stateChanged(const QString &connectionId);
    /// The whole list of this connection is new.
    void refreshed(const QString &connectionId);
    void accountChanged(const QString &connectionId, const QString &accountId);
    void accountAdded(const QString &connectionId, const QString &accountId);
    void accountRemoved(const QString &connectionId, const QString &accountId);
    void detailsFailed(
        const QString &connectionId, const QString &accountId, const keywright::Error &error);

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keywright
