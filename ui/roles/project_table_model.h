#pragma once

#include "core/provider/projects.h"

#include <QAbstractTableModel>

namespace keywright {

class RoleBook;

/// The projects an account belongs to: name and id, and its roles there.
class ProjectTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ProjectColumn, RolesColumn, ColumnCount };

    explicit ProjectTableModel(const RoleBook &book, QObject *parent = nullptr);

    void setMemberships(const QString &connectionId, const QList<ProjectMembership> &memberships);
    const ProjectMembership &membershipAt(int row) const { return m_memberships.at(row); }
    QStringList projectIds() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString rolesOf(const ProjectMembership &membership) const;
    QString projectName(const QString &projectId) const;

    const RoleBook &m_book;
    QString m_connectionId;
    QList<ProjectMembership> m_memberships;
};

} // namespace keywright
