#pragma once

#include "core/identity/role.h"

#include <QAbstractTableModel>

namespace keywright {

class RoleBook;

/// The roles an account holds: role, where, and whether directly or through a group.
class RoleTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { RoleColumn, ScopeColumn, HeldColumn, ColumnCount };

    explicit RoleTableModel(const RoleBook &book, QObject *parent = nullptr);

    /// Rows that are the same stay, and are only drawn anew.
    void setGrants(const QString &connectionId, const QList<RoleGrant> &grants);
    /// -1 when it is not held.
    int rowOf(const RoleGrant &grant) const { return static_cast<int>(m_grants.indexOf(grant)); }
    const RoleGrant &grantAt(int row) const { return m_grants.at(row); }
    /// How many roles are held directly at a scope.
    int directCount(const Scope &scope) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const RoleBook &m_book;
    QString m_connectionId;
    QList<RoleGrant> m_grants;
};

} // namespace keywright
