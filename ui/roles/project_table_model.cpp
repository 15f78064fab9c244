#include "ui/roles/project_table_model.h"

#include "ui/roles/role_book.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>

namespace keywright {

ProjectTableModel::ProjectTableModel(const RoleBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
}

void ProjectTableModel::setMemberships(
    const QString &connectionId, const QList<ProjectMembership> &memberships)
{
    beginResetModel();
    m_connectionId = connectionId;
    m_memberships = memberships;
    std::sort(
        m_memberships.begin(), m_memberships.end(),
        [this](const ProjectMembership &a, const ProjectMembership &b) {
            return projectName(a.projectId).localeAwareCompare(projectName(b.projectId)) < 0;
        });
    endResetModel();
}

QStringList ProjectTableModel::projectIds() const
{
    QStringList ids;
    for (const ProjectMembership &membership : m_memberships)
        ids += membership.projectId;
    return ids;
}

QString ProjectTableModel::projectName(const QString &projectId) const
{
    return m_book.projectNames(m_connectionId).value(projectId, projectId);
}

QString ProjectTableModel::rolesOf(const ProjectMembership &membership) const
{
    QStringList names;
    for (const QString &role : membership.roles)
        names += m_book.role(m_connectionId, role).name;
    return names.join(QStringLiteral(", "));
}

int ProjectTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_memberships.size());
}

int ProjectTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProjectTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_memberships.size())
        return {};
    const ProjectMembership &membership = m_memberships.at(index.row());
    if (index.column() == RolesColumn)
        return role == Qt::DisplayRole || role == Qt::ToolTipRole ? rolesOf(membership)
                                                                  : QVariant();
    if (role == Qt::DisplayRole)
        return projectName(membership.projectId);
    return role == SecondaryTextRole || role == Qt::ToolTipRole ? membership.projectId : QVariant();
}

QVariant ProjectTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == ProjectColumn ? tr("Project") : tr("Roles there");
}

} // namespace keywright
