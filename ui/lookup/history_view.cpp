#include "ui/lookup/history_view.h"

#include "ui/dialogs/confirm_dialog.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_style.h"

#include <QAction>
#include <QCheckBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace keywright {

namespace {

constexpr int narrowestColumn = 60;

} // namespace

HistoryView::HistoryView(
    LookupMemory &memory, const Inventory &inventory, std::shared_ptr<const Clock> clock,
    QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_inventory(inventory)
    , m_model(new HistoryModel(
          std::move(clock), [this](const QString &accountId) { return nameOf(accountId); }, this))
    , m_search(new QLineEdit)
    , m_table(new QTableView)
    , m_empty(new EmptyState(QStringLiteral("lookup"), {}, {}))
    , m_stack(new QStackedWidget)
    , m_keepValues(new QCheckBox(tr("Keep values in the history")))
    , m_clear(makeButton(tr("Clear history")))
    , m_run(new QAction(tr("Run again"), m_table))
    , m_fill(new QAction(tr("Fill in"), m_table))
    , m_pin(new QAction(tr("Pin"), m_table))
    , m_remove(new QAction(tr("Delete"), m_table))
{
    addActions();
    setFocusProxy(m_search);
    m_stack->addWidget(buildTable());
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(buildHead());
    column->addWidget(m_stack, 1);
    column->addWidget(buildFoot());
    connect(&m_memory, &LookupMemory::changed, this, &HistoryView::reload);
    updateActions();
}

void HistoryView::addActions()
{
    m_remove->setShortcut(QKeySequence::Delete);
    m_table->addActions({m_fill, m_run, m_pin, m_remove});
    for (QAction *action : m_table->actions())
        action->setShortcutContext(Qt::WidgetShortcut);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    // Copies: what follows may list the lookups anew.
    connect(m_fill, &QAction::triggered, this, [this] {
        Q_EMIT fillRequested(RememberedLookup(*current()));
    });
    connect(m_run, &QAction::triggered, this, [this] {
        Q_EMIT runRequested(RememberedLookup(*current()));
    });
    connect(m_pin, &QAction::triggered, this, &HistoryView::togglePinned);
    connect(m_remove, &QAction::triggered, this, &HistoryView::askToRemove);
}

QPushButton *HistoryView::addButton(QAction *action)
{
    QPushButton *button = makeButton(action->text());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, button, [button, action] {
        button->setEnabled(action->isEnabled());
        button->setText(action->text());
        button->setAccessibleName(action->text());
    });
    return button;
}

QWidget *HistoryView::buildHead()
{
    m_search->setPlaceholderText(tr("Search names, services, keys and values"));
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryView::reload);

    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_search, 1);
    for (QAction *action : {m_run, m_fill, m_pin, m_remove})
        row->addWidget(addButton(action));
    return head;
}

QWidget *HistoryView::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("History"));
    styleTable(m_table, RowHeight::TwoLines);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(HistoryModel::LookupColumn, new TwoLineDelegate(m_table));
    m_table->setItemDelegateForColumn(HistoryModel::OutcomeColumn, new TagDelegate(m_table));
    m_table->setItemDelegateForColumn(HistoryModel::KeptColumn, new TagDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(HistoryModel::LookupColumn, QHeaderView::Stretch);
    header->setMinimumSectionSize(narrowestColumn);
    connect(m_table, &QTableView::activated, m_fill, &QAction::trigger);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &HistoryView::updateActions);
    auto *card = new Card;
    card->setFlush();
    card->body()->addWidget(m_table);
    return card;
}

QWidget *HistoryView::buildFoot()
{
    m_keepValues->setAccessibleName(m_keepValues->text());
    m_keepValues->setChecked(m_memory.keepsValues());
    m_keepValues->setToolTip(
        tr("Otherwise only the names of the keys are kept. What is saved under a name keeps its "
           "values."));
    connect(m_keepValues, &QCheckBox::toggled, &m_memory, &LookupMemory::setKeepsValues);
    connect(m_clear, &QPushButton::clicked, this, &HistoryView::askToClear);

    auto *foot = new QWidget;
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_keepValues);
    row->addStretch(1);
    row->addWidget(m_clear);
    return foot;
}

QString HistoryView::nameOf(const QString &accountId) const
{
    if (accountId.isEmpty())
        return tr("Connection's own");
    const ServiceAccount *account = m_inventory.find(m_connectionId, accountId);
    return account ? account->name : accountId;
}

void HistoryView::setConnection(const QString &connectionId)
{
    if (connectionId == m_connectionId)
        return;
    m_connectionId = connectionId;
    m_search->clear();
    reload();
}

void HistoryView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    reload();
}

const RememberedLookup *HistoryView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->lookupAt(index.row()) : nullptr;
}

/// Reads it only for those who look at it.
void HistoryView::reload()
{
    if (!isVisible())
        return;
    const int row = std::max(0, m_table->currentIndex().row());
    const qint64 id = current() ? current()->id : 0;
    m_model->setLookups(
        m_connectionId.isEmpty() ? QList<RememberedLookup>()
                                 : m_memory.find(m_connectionId, m_search->text()));
    m_table->setColumnHidden(HistoryModel::KeptColumn, !m_model->hasKept());
    const int found = m_model->rowOf(id);
    const int last = m_model->rowCount() - 1;
    m_table->setCurrentIndex(m_model->index(found >= 0 ? found : std::min(row, last), 0));
    showEmptiness();
    updateActions();
}

void HistoryView::showEmptiness()
{
    const bool searched = !m_search->text().isEmpty();
    m_empty->setTitle(searched ? tr("Nothing found") : tr("No lookups yet"));
    m_empty->setSentence(
        searched ? tr("No lookup holds all of these words.")
                 : tr("Every lookup that you make is listed here, to be made again."));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_clear->setEnabled(m_model->rowCount() > 0 || searched);
}

void HistoryView::updateActions()
{
    const RememberedLookup *lookup = current();
    for (QAction *action : m_table->actions())
        action->setEnabled(lookup != nullptr);
    m_pin->setText(lookup && lookup->isPinned ? tr("Unpin") : tr("Pin"));
}

void HistoryView::togglePinned()
{
    m_memory.setPinned(current()->id, !current()->isPinned);
}

void HistoryView::askToRemove()
{
    const RememberedLookup lookup = *current();
    if (lookup.name.isEmpty() && !lookup.isPinned)
        return m_memory.remove(lookup.id);
    ConfirmRequest request;
    request.title =
        lookup.name.isEmpty() ? tr("Delete this lookup?") : tr("Delete %1?").arg(lookup.name);
    request.sentence = lookup.name.isEmpty() ? tr("You pinned it. It is forgotten for good.")
                                             : tr("You saved it. It is forgotten for good.");
    request.actionText = tr("Delete");
    request.destructive = true;
    confirm(request, this, this, [this, id = lookup.id] { m_memory.remove(id); });
}

void HistoryView::askToClear()
{
    ConfirmRequest request;
    request.title = tr("Clear the history?");
    request.sentence = tr("All lookups of this connection are forgotten for good, but for those "
                          "that are saved or pinned.");
    request.actionText = tr("Clear history");
    request.destructive = true;
    confirm(request, this, this, [this] { m_memory.clear(m_connectionId); });
}

} // namespace keywright
