#include "ui/accounts/access_list_table.h"

#include "ui/accounts/access_list_model.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace keywright {
namespace {

/// More entries than this are scrolled to.
constexpr int mostRows = 10;
/// In a narrower table times stand below the address and in its tool tip only.
constexpr int RoomForTimes = 480;

bool isRemove(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Delete);
}

bool isCopy(const QKeyEvent &event)
{
    return event.matches(QKeySequence::Copy);
}

} // namespace

AccessListTable::AccessListTable(AccessListModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setModel(&model);
    setAccessibleName(tr("Access list"));
    styleTable(this, RowHeight::TwoLines);
    setItemDelegateForColumn(AccessListModel::AddressColumn, new TwoLineDelegate(this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(AccessListModel::AddressColumn, QHeaderView::Stretch);
    header->setSortIndicator(AccessListModel::AddressColumn, Qt::AscendingOrder);
    setSortingEnabled(true);
}

QStringList AccessListTable::chosen() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList addresses;
    for (const QModelIndex &row : std::as_const(rows))
        addresses.append(m_model.entryAt(row.row()).address);
    return addresses;
}

void AccessListTable::choose(const QStringList &addresses)
{
    QItemSelection selection;
    int first = m_model.rowCount() > 0 ? 0 : -1;
    for (const QString &address : addresses) {
        const int row = m_model.rowOf(address);
        if (row < 0)
            continue;
        first = selection.isEmpty() ? row : std::min(first, row);
        selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
    }
    if (first < 0)
        return;
    const QModelIndex current = m_model.index(first, 0);
    if (selection.isEmpty())
        return setCurrentIndex(current);
    selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void AccessListTable::fitHeight()
{
    const int rows = std::min(mostRows, m_model.rowCount());
    setFixedHeight(
        horizontalHeader()->sizeHint().height() + metrics::TallRow * rows +
        horizontalScrollBar()->sizeHint().height() + 2);
}

void AccessListTable::resizeEvent(QResizeEvent *event)
{
    const bool isNarrow = event->size().width() < RoomForTimes;
    setColumnHidden(AccessListModel::LastUsedColumn, isNarrow);
    setColumnHidden(AccessListModel::CreatedColumn, isNarrow);
    QTableView::resizeEvent(event);
}

/// Without this, the page's shortcuts would win: Delete deletes the whole account there.
bool AccessListTable::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        if (isRemove(key) || isCopy(key)) {
            event->accept();
            return true;
        }
    }
    return QTableView::event(event);
}

void AccessListTable::keyPressEvent(QKeyEvent *event)
{
    if (!isRemove(*event) && !isCopy(*event))
        return QTableView::keyPressEvent(event);
    if (isRemove(*event))
        Q_EMIT removePressed();
    else
        Q_EMIT copyPressed();
    event->accept();
}

void AccessListTable::selectionChanged(
    const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT chosenChanged();
}

} // namespace keywright
