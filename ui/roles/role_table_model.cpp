#include "ui/roles/role_table_model.h"

#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>
#include <utility>

namespace keywright {

RoleTableModel::RoleTableModel(const RoleBook &book, QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
{
}

void RoleTableModel::setGrants(const QString &connectionId, const QList<RoleGrant> &grants)
{
    QList<RoleGrant> sorted = grants;
    // What is held directly first, as it can be changed here; then the widest first.
    std::sort(sorted.begin(), sorted.end(), [](const RoleGrant &a, const RoleGrant &b) {
        if (a.viaGroup.isEmpty() != b.viaGroup.isEmpty())
            return a.viaGroup.isEmpty();
        if (a.scope.kind != b.scope.kind)
            return a.scope.kind < b.scope.kind;
        if (a.scope.id != b.scope.id)
            return a.scope.id < b.scope.id;
        if (a.roleId != b.roleId)
            return a.roleId < b.roleId;
        return a.viaGroup < b.viaGroup;
    });
    if (connectionId == m_connectionId && sorted == m_grants) {
        // The catalogue may have come meanwhile.
        if (!m_grants.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_connectionId = connectionId;
    m_grants = std::move(sorted);
    endResetModel();
}

int RoleTableModel::directCount(const Scope &scope) const
{
    return static_cast<int>(
        std::count_if(m_grants.cbegin(), m_grants.cend(), [&scope](const RoleGrant &grant) {
            return grant.viaGroup.isEmpty() && grant.scope == scope;
        }));
}

int RoleTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_grants.size());
}

int RoleTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RoleTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_grants.size())
        return {};
    const RoleGrant &grant = m_grants.at(index.row());
    const Role catalogued = m_book.role(m_connectionId, grant.roleId);
    if (role == ToneRole && index.column() == RoleColumn && catalogued.privileged)
        return int(Tone::Warn);
    if (role == Qt::ToolTipRole)
        return index.column() == ScopeColumn && !grant.scope.id.isEmpty() ? grant.scope.id
                                                                          : roleMeaning(catalogued);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case RoleColumn:
        return catalogued.name;
    case ScopeColumn:
        return scopeWords(grant.scope, m_book.projectNames(m_connectionId));
    default:
        return grant.viaGroup.isEmpty() ? tr("directly") : tr("via %1").arg(grant.viaGroup);
    }
}

QVariant RoleTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QStringList titles{tr("Role"), tr("Where"), tr("Held")};
    return titles.value(section);
}

} // namespace keywright
