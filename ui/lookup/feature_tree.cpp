#include "ui/lookup/feature_tree.h"

#include "ui/lookup/feature_model.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

namespace keywright {

FeatureTree::FeatureTree(FeatureModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setModel(&model);
    setAccessibleName(tr("Features"));
    styleTree(this);
    setUniformRowHeights(true);
    setItemDelegateForColumn(FeatureModel::ValueColumn, new MonoDelegate(this));
    setItemDelegateForColumn(FeatureModel::StatusColumn, new TagDelegate(this));
    header()->setStretchLastSection(true);

    QAction *value = addCopyAction(tr("Copy value"), QKeySequence::Copy);
    QAction *row = addCopyAction(tr("Copy row"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    QAction *all = addCopyAction(tr("Copy all"), {});
    connect(value, &QAction::triggered, this, &FeatureTree::copyValue);
    connect(row, &QAction::triggered, this, &FeatureTree::copyRow);
    connect(all, &QAction::triggered, this, &FeatureTree::copyAll);
}

QAction *FeatureTree::addCopyAction(const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    addAction(action);
    m_copyActions.append(action);
    return action;
}

void FeatureTree::fitColumns()
{
    // Measured on a sample: a header that asks ten thousand rows for their width is not fluid.
    constexpr int sampleRows = 200;
    header()->setResizeContentsPrecision(sampleRows);
    constexpr int most[] = {280, 150, 320, 130};
    for (int column = FeatureModel::NameColumn; column < FeatureModel::TimeColumn; ++column) {
        resizeColumnToContents(column);
        if (columnWidth(column) > most[column])
            setColumnWidth(column, most[column]);
    }
}

void FeatureTree::copyValue() const
{
    QGuiApplication::clipboard()->setText(m_model.fullValue(currentIndex()));
}

void FeatureTree::copyRow() const
{
    QGuiApplication::clipboard()->setText(m_model.rowText(currentIndex()));
}

void FeatureTree::copyAll() const
{
    QStringList lines;
    for (int row = 0; row < m_model.rowCount(); ++row)
        lines << m_model.rowText(m_model.index(row, 0));
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void FeatureTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    QMenu menu(this);
    menu.addActions(m_copyActions);
    menu.exec(event->globalPos());
}

} // namespace keywright
