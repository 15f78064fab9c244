#include "ui/lookup/feature_tree.h"

#include "ui/lookup/feature_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QResizeEvent>

#include <algorithm>

namespace keywright {

namespace {

// Measured on a sample: a header that asks ten thousand rows for their width is not fluid.
constexpr int sampleRows = 200;
constexpr int narrowest = 80;

} // namespace

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
    header()->setResizeContentsPrecision(sampleRows);

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
    for (int column = FeatureModel::NameColumn; column < FeatureModel::ColumnCount; ++column)
        resizeColumnToContents(column);
    const int fixed =
        columnWidth(FeatureModel::StatusColumn) + columnWidth(FeatureModel::TimeColumn);
    const int room = std::max(viewport()->width() - fixed, 3 * narrowest);
    const int name = std::min(columnWidth(FeatureModel::NameColumn), room * 9 / 20);
    const int type = std::min(columnWidth(FeatureModel::TypeColumn), room / 4);
    setColumnWidth(FeatureModel::NameColumn, name);
    setColumnWidth(FeatureModel::TypeColumn, type);
    setColumnWidth(
        FeatureModel::ValueColumn,
        std::min(columnWidth(FeatureModel::ValueColumn), room - name - type));
}

void FeatureTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitColumns();
}

void FeatureTree::drawRow(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    // The cells draw their line themselves; it is continued below the arrow.
    const QRect row = option.rect;
    const int cellsBegin = visualRect(index.siblingAtColumn(0)).left();
    painter->fillRect(
        QRect(row.left(), row.bottom(), cellsBegin - row.left(), 1), Theme::of(this).border);
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
