#include "ui/widgets/table_style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/cell_delegates.h"

#include <QHeaderView>
#include <QTableView>
#include <QTreeView>

namespace keywright {

namespace {

void styleView(QAbstractItemView *view)
{
    view->setItemDelegate(new CellDelegate(view));
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->setFrameShape(QFrame::NoFrame);
}

void styleHeader(QHeaderView *header)
{
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // The font is set here and not by the style sheet, so that columns are measured with it.
    header->setFont(fonts::label());
    // Sections are painted with the viewport's font, which the application's own would keep.
    header->viewport()->setFont(fonts::label());
    header->setHighlightSections(false);
    header->setTextElideMode(Qt::ElideRight);
    // Columns may be fitted before the table is shown, and the padding comes from the style sheet.
    header->ensurePolished();
    header->setMinimumSectionSize(48);
}

} // namespace

void styleTable(QTableView *table, RowHeight rows)
{
    styleView(table);
    styleHeader(table->horizontalHeader());
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setCornerButtonEnabled(false);
    QHeaderView *vertical = table->verticalHeader();
    vertical->hide();
    // The minimum is asked of the style otherwise, and may be larger than the row.
    vertical->setMinimumSectionSize(1);
    vertical->setSectionResizeMode(QHeaderView::Fixed);
    vertical->setDefaultSectionSize(
        rows == RowHeight::TwoLines ? metrics::TallRow : metrics::RowHeight);
}

void styleTree(QTreeView *tree)
{
    styleView(tree);
    styleHeader(tree->header());
    tree->setUniformRowHeights(true);
    tree->setIndentation(metrics::SpaceLg);
    tree->setAllColumnsShowFocus(true);
}

} // namespace keywright
