#include "ui/accounts/account_table.h"

#include "core/inventory/inventory.h"
#include "ui/accounts/account_table_model.h"
#include "ui/accounts/column_state_store.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QTimerEvent>

#include <algorithm>
#include <utility>
#include <vector>

namespace keywright {
namespace {

/// Tells column states of this version from older ones, whose columns were others.
const QByteArray columnsVersion = QByteArrayLiteral("2:");

/// Below this width the roles need the room of what the detail tells as well.
constexpr int roomForAll = 820;

/// Details are asked for when scrolling rests, not for every row that flies by.
constexpr int restMs = 80;

int columnOf(AccountColumn column)
{
    return static_cast<int>(column);
}

} // namespace

AccountTable::AccountTable(
    AccountTableModel &model, Inventory &inventory, ColumnStateStore *columns, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_inventory(inventory)
    , m_columns(columns)
{
    setAccessibleName(tr("Accounts"));
    // Heard before the selection moves on to a neighbour: which account is chosen then is settled
    // afterwards.
    connect(
        &model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_restoring = true; });
    setModel(&model);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    styleColumns();
    restoreColumns();
    setSortingEnabled(true);
    showConnectionColumn();
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        showConnectionColumn();
        settle();
        loadVisibleSoon();
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, [this] {
            settle();
            loadVisibleSoon();
        });
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT openRequested(m_chosen); });
    QHeaderView *header = horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &AccountTable::showColumnMenu);
    connect(header, &QHeaderView::sectionResized, this, [this] {
        // A column that gives way to others is not what somebody chose.
        if (QGuiApplication::mouseButtons() != Qt::NoButton)
            saveColumns();
    });
    connect(header, &QHeaderView::sectionMoved, this, &AccountTable::saveColumns);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &AccountTable::saveColumns);
    loadVisibleSoon();
}

AccountTable::~AccountTable() = default;

void AccountTable::styleColumns()
{
    styleTable(this, RowHeight::TwoLines);
    setItemDelegateForColumn(columnOf(AccountColumn::Name), new TwoLineDelegate(this));
    setItemDelegateForColumn(columnOf(AccountColumn::Status), new StatusDelegate(this));
    setItemDelegateForColumn(columnOf(AccountColumn::Roles), new TagDelegate(this));
    setItemDelegateForColumn(columnOf(AccountColumn::Secrets), new DotsDelegate(this));
    setItemDelegateForColumn(columnOf(AccountColumn::Deadline), new TagDelegate(this));
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSortIndicator(columnOf(AccountColumn::Name), Qt::AscendingOrder);
    const QList<std::pair<AccountColumn, int>> widths{
        {AccountColumn::Name, 156},     {AccountColumn::Type, 68},
        {AccountColumn::Status, 110},   {AccountColumn::Roles, 178},
        {AccountColumn::Secrets, 76},   {AccountColumn::Deadline, 132},
        {AccountColumn::LastUsed, 104}, {AccountColumn::Connection, 124}};
    for (const auto &[column, width] : widths)
        header->resizeSection(columnOf(column), width);
    // Roles take what is left; the others stay as wide as the person made them.
    header->setSectionResizeMode(columnOf(AccountColumn::Roles), QHeaderView::Stretch);
}

void AccountTable::restoreColumns()
{
    if (!m_columns)
        return;
    const QByteArray state = m_columns->columns();
    if (!state.startsWith(columnsVersion) ||
        !horizontalHeader()->restoreState(state.sliced(columnsVersion.size())))
        return;
    m_columnsChosen = true;
    // Names must not be hidden, whatever a file says.
    setColumnHidden(columnOf(AccountColumn::Name), false);
}

void AccountTable::saveColumns()
{
    if (m_restoring)
        return;
    m_columnsChosen = true;
    if (m_columns)
        m_columns->setColumns(columnsVersion + horizontalHeader()->saveState());
}

void AccountTable::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < m_model.columnCount(); ++column) {
        if (column == columnOf(AccountColumn::Connection) && m_model.connections().size() < 2)
            continue;
        QAction *action = menu->addAction(m_model.headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            saveColumns();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

/// With one connection the column would say the same in every row.
void AccountTable::showConnectionColumn()
{
    m_restoring = true;
    const int column = columnOf(AccountColumn::Connection);
    const bool several = m_model.connections().size() > 1;
    if (several != property("several").toBool()) {
        setProperty("several", several);
        setColumnHidden(column, !several);
        fitColumns();
    } else if (!several) {
        setColumnHidden(column, true);
    }
    m_restoring = false;
}

/// Until somebody chooses, what is less often needed goes where there is little room.
void AccountTable::fitColumns()
{
    if (m_columnsChosen)
        return;
    const bool narrow = width() < roomForAll;
    const bool several = m_model.connections().size() > 1;
    setColumnHidden(columnOf(AccountColumn::LastUsed), narrow);
    setColumnHidden(columnOf(AccountColumn::Type), narrow && several);
}

void AccountTable::choose(const AccountKey &key)
{
    if (key == m_chosen)
        return;
    m_chosen = key;
    m_selection = {key};
    restoreSelection();
    Q_EMIT chosenChanged(m_chosen);
}

void AccountTable::selectChosenOnly()
{
    rememberSelection({m_chosen});
    restoreSelection();
    setFocus(Qt::OtherFocusReason);
}

void AccountTable::settle()
{
    const bool gone = !m_inventory.find(m_chosen.connectionId, m_chosen.accountId);
    if (gone && m_model.rowCount() > 0)
        return choose(m_model.keyAt(std::min(m_row, m_model.rowCount() - 1)));
    restoreSelection();
}

void AccountTable::restoreSelection()
{
    const int row = m_model.rowOf(m_chosen);
    m_row = row < 0 ? m_row : row;
    m_restoring = true;
    if (row >= 0)
        setCurrentIndex(m_model.index(row, 0));
    else
        clearSelection();
    if (m_selection.size() > 1)
        selectRows(m_selection);
    m_restoring = false;
    rememberSelection(keysOf(selectionModel()->selectedRows()));
}

/// Neighbours in one range, as a selection of many ranges is slow.
void AccountTable::selectRows(const QList<AccountKey> &keys)
{
    std::vector<int> rows;
    for (const AccountKey &key : keys) {
        if (const int row = m_model.rowOf(key); row >= 0)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    const int last = m_model.columnCount() - 1;
    QItemSelection selected;
    for (auto first = rows.begin(); first != rows.end();) {
        auto end = first + 1;
        while (end != rows.end() && *end == *(end - 1) + 1)
            ++end;
        selected.append(
            QItemSelectionRange(m_model.index(*first, 0), m_model.index(*(end - 1), last)));
        first = end;
    }
    selectionModel()->select(selected, QItemSelectionModel::ClearAndSelect);
}

/// In the order of the list.
QList<AccountKey> AccountTable::keysOf(QModelIndexList rows) const
{
    std::sort(rows.begin(), rows.end());
    QList<AccountKey> keys;
    keys.reserve(rows.size());
    for (const QModelIndex &row : std::as_const(rows))
        keys.append(m_model.keyAt(row.row()));
    return keys;
}

void AccountTable::rememberSelection(const QList<AccountKey> &keys)
{
    const bool isNews = keys != m_selection;
    m_selection = keys;
    if (isNews)
        Q_EMIT selectionChosen(m_selection);
}

void AccountTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (m_restoring || !current.isValid())
        return;
    const AccountKey key = m_model.keyAt(current.row());
    if (key == m_chosen)
        return;
    m_chosen = key;
    m_row = current.row();
    Q_EMIT chosenChanged(m_chosen);
}

/// Screen readers select a row without making it the current one.
void AccountTable::selectionChanged(
    const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (m_restoring)
        return;
    if (rows.size() == 1 && rows.constFirst().row() != currentIndex().row())
        selectionModel()->setCurrentIndex(rows.constFirst(), QItemSelectionModel::NoUpdate);
    rememberSelection(keysOf(rows));
}

/// One account at least stays selected: a click beside the rows and taking the last one out change
/// nothing.
QItemSelectionModel::SelectionFlags
AccountTable::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    const auto command = QTableView::selectionCommand(index, event);
    const bool isOnly = m_selection.size() == 1 && selectionModel()->isSelected(index);
    const bool takesLast = command.testFlag(QItemSelectionModel::Toggle) && isOnly;
    return index.isValid() && !takesLast ? command : QItemSelectionModel::NoUpdate;
}

void AccountTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid())
        return;
    const bool isPart = selectionModel()->isSelected(index);
    selectionModel()->setCurrentIndex(
        index, isPart ? QItemSelectionModel::NoUpdate
                      : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const QPoint position =
        byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos();
    Q_EMIT menuRequested(position);
}

void AccountTable::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        Q_EMIT openRequested(m_chosen);
        return event->accept();
    }
    QTableView::keyPressEvent(event);
}

void AccountTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    loadVisibleSoon();
}

void AccountTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    loadVisibleSoon();
}

void AccountTable::loadVisibleSoon()
{
    m_loadSoon.start(restMs, this);
}

void AccountTable::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_loadSoon.timerId())
        return QTableView::timerEvent(event);
    m_loadSoon.stop();
    loadVisible();
}

void AccountTable::loadVisible()
{
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    const int first = std::max(0, rowAt(0));
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? m_model.rowCount() - 1 : below;
    for (int row = first; row <= last; ++row) {
        const ServiceAccount *account = m_model.accountAt(row);
        const AccountKey key = m_model.keyAt(row);
        const bool known =
            account && account->roles && (account->secrets || account->type == AccountType::ApiKey);
        if (account && !known)
            m_inventory.loadDetails(key.connectionId, key.accountId);
    }
}

} // namespace keywright
