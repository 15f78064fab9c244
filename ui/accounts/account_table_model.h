#pragma once

#include "core/base/clock.h"
#include "ui/accounts/account_index.h"
#include "ui/accounts/account_key.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <optional>

namespace keywright {

class Inventory;
class RoleBook;
class RotationDesk;
struct Snapshot;

/// The accounts of one or all connections as a table, filtered and sorted by itself. A filter, a
/// sort and a new list reset the model; an account that comes, changes or goes is one row.
class AccountTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    AccountTableModel(
        Inventory &inventory, RoleBook &roles, std::shared_ptr<const Clock> clock,
        QObject *parent = nullptr);

    /// Marks the accounts that are being rotated; `desk` must outlive the model.
    void setRotations(const RotationDesk &desk);
    /// Empty shows all connections.
    void setConnection(const QString &connectionId);
    QStringList connections() const { return m_connections; }

    void setFilter(const QString &text, quint16 chips);
    int total() const;
    int chipCount(int chip) const { return m_index.chipCount(chip); }
    /// The flags in which accounts of these connections can differ, by what the providers can do.
    quint16 tellingFlags() const;
    /// Whether a provider here can list accounts that it made for itself.
    bool offersSystemManaged() const;

    AccountKey keyAt(int row) const;
    const ServiceAccount *accountAt(int row) const;
    /// The row of an account, or -1 when it is not listed.
    int rowOf(const AccountKey &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    /// Chip counts may be others now, while rows are not.
    void countsChanged();
    /// Others are listed now, so that others of the filters apply.
    void connectionsChanged();

private:
    void rebuild();
    void refresh(const QString &connectionId);
    void insertAccount(const QString &connectionId, const QString &accountId);
    void removeAccount(const QString &connectionId, const QString &accountId);
    void updateAccount(const QString &connectionId, const QString &accountId);
    void renameRoles(const QString &connectionId);
    AccountIndex::Entry makeEntry(const QString &connectionId, const ServiceAccount &account) const;
    std::optional<quint32> indexOf(const AccountKey &key) const;
    const ServiceAccount *accountOf(const AccountIndex::Entry &entry) const;
    QVariant
    deadlineData(const QString &connectionId, const ServiceAccount &account, int role) const;

    Inventory &m_inventory;
    RoleBook &m_roles;
    std::shared_ptr<const Clock> m_clock;
    const RotationDesk *m_rotations = nullptr;
    QString m_onlyConnection;
    QStringList m_connections;
    std::vector<quint32> m_firstEntry; ///< of each connection
    AccountIndex m_index;
    QString m_filter;
    quint16 m_chips = 0;
};

} // namespace keywright
