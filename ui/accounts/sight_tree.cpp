#include "ui/accounts/sight_tree.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/table_style.h"

#include <QHeaderView>

#include <algorithm>

namespace keywright {
namespace {

/// More rows than this are scrolled to.
constexpr int mostRows = 40;

/// There is no room for ids beside the names, so they are a tooltip.
QTreeWidgetItem *addRow(QTreeWidgetItem *parent, const QString &name, const QString &id)
{
    auto *item = new QTreeWidgetItem(parent, {name});
    item->setToolTip(0, id);
    item->setData(0, Qt::AccessibleDescriptionRole, id);
    return item;
}

} // namespace

SightTree::SightTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setAccessibleName(tr("What it can see"));
    styleTree(this);
    header()->hide();
    connect(this, &QTreeWidget::itemExpanded, this, &SightTree::fitHeight);
    connect(this, &QTreeWidget::itemCollapsed, this, &SightTree::fitHeight);
}

void SightTree::setResources(const VisibleResources &seen)
{
    clear();
    auto *organizations =
        new QTreeWidgetItem(this, {tr("Organizations (%1)").arg(seen.organizations.size())});
    for (const VisibleItem &organization : seen.organizations)
        addRow(organizations, organization.name, organization.id);
    auto *projects = new QTreeWidgetItem(this, {tr("Projects (%1)").arg(seen.projects.size())});
    for (const VisibleItem &project : seen.projects) {
        QTreeWidgetItem *row = addRow(projects, project.name, project.id);
        for (const VisibleCluster &cluster : seen.clusters) {
            if (cluster.projectId == project.id)
                addRow(row, tr("Cluster %1").arg(cluster.name), cluster.projectName);
        }
    }
    expandAll();
    setCurrentItem(organizations);
    fitHeight();
}

void SightTree::fitHeight()
{
    int rows = 0;
    for (const QTreeWidgetItem *item = topLevelItem(0); item; item = itemBelow(item))
        ++rows;
    setFixedHeight(metrics::RowHeight * std::min(mostRows, rows) + 2);
}

} // namespace keywright
