#include "ui/accounts/accounts_page.h"

#include "core/inventory/inventory.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/account_exporter.h"
#include "ui/accounts/account_menu.h"
#include "ui/accounts/account_operations.h"
#include "ui/accounts/account_states.h"
#include "ui/accounts/account_table.h"
#include "ui/accounts/account_table_model.h"
#include "ui/accounts/filter_bar.h"
#include "ui/accounts/refresh_tasks.h"
#include "ui/accounts/secret_hand_over.h"
#include "ui/roles/role_book.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace keywright {
namespace {

/// Below this width the detail leaves the list too little room and becomes a page.
constexpr int roomForBoth = 900;

} // namespace

AccountsPage::AccountsPage(
    const AccountsServices &services, std::shared_ptr<const Clock> clock, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_clock(std::move(clock))
    , m_model(new AccountTableModel(services.inventory, services.roles, m_clock, this))
    , m_operations(
          new AccountOperations(services.inventory, services.roles, services.tasks, m_clock, this))
    , m_menu(new AccountMenu(services.inventory, *m_operations, this))
    , m_handOver(new SecretHandOver(services.inventory, services.clipboard, services.files, this))
{
    new RefreshTasks(services.inventory, services.tasks, this);
    buildHeader();
    buildContent();
    connectInventory();
    connectParts();
    addSecretCare();
    m_table->settle();
    updateState();
    arrange();
}

AccountsPage::~AccountsPage() = default;

void AccountsPage::buildHeader()
{
    m_refresh = makeButton(tr("Refresh"), ButtonVariant::Secondary, this);
    m_refresh->setToolTip(tr("Read the list again (F5)"));
    m_refresh->setShortcut(Qt::Key_F5);
    auto *menu = new QMenu(this);
    menu->addAction(tr("CSV…"), this, [this] { exportAs(int(ListFormat::Csv)); });
    menu->addAction(tr("JSON…"), this, [this] { exportAs(int(ListFormat::Json)); });
    m_export = makeMenuButton(tr("Export"), menu, this);
    m_new = makeButton(tr("New account"), ButtonVariant::Primary, this);
    m_new->setShortcut(QKeySequence::New);
    connect(m_refresh, &QPushButton::clicked, this, &AccountsPage::refresh);
    connect(m_new, &QPushButton::clicked, this, &AccountsPage::newAccount);
}

void AccountsPage::buildContent()
{
    m_list = new QWidget(this);
    m_filter = new FilterBar(*m_model, m_list);
    m_banner = new Banner(m_list);
    m_exporter = new AccountExporter(m_services.files, *m_banner, this);
    m_table = new AccountTable(*m_model, m_services.inventory, m_services.columns, m_list);
    m_states = new AccountStates(m_table, m_list);
    m_bannerRow = new QWidget(m_list);
    auto *bannerRow = new QVBoxLayout(m_bannerRow);
    bannerRow->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceXs, metrics::SpaceLg, metrics::SpaceSm);
    bannerRow->addWidget(m_banner);
    m_bannerRow->hide();
    m_banner->installEventFilter(this);
    auto *list = new QVBoxLayout(m_list);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(0);
    list->addWidget(m_bannerRow);
    list->addWidget(m_states, 1);

    m_detail = new AccountDetail(
        m_services.inventory, m_services.roles, m_services.tasks, *m_operations, *m_menu, m_clock,
        this);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_list, 1);
    row->addWidget(m_detail);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addLayout(row, 1);
}

void AccountsPage::connectInventory()
{
    Inventory &inventory = m_services.inventory;
    connect(&inventory, &Inventory::sessionAdded, this, [this] {
        readWhatIsMissing();
        updateState();
    });
    connect(&inventory, &Inventory::sessionRemoved, this, &AccountsPage::updateState);
    connect(&inventory, &Inventory::stateChanged, this, &AccountsPage::updateState);
    connect(&inventory, &Inventory::accountRemoved, this, &AccountsPage::updateState);
    connect(m_model, &QAbstractItemModel::modelReset, this, &AccountsPage::updateState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &AccountsPage::updateState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &AccountsPage::updateState);
}

void AccountsPage::connectParts()
{
    connect(m_table, &AccountTable::chosenChanged, this, [this](const AccountKey &key) {
        m_menu->setAccount(key);
        m_detail->setAccount(key);
    });
    connect(m_table, &AccountTable::openRequested, this, [this] { openDetail(true); });
    connect(m_table, &AccountTable::menuRequested, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_menu->fill(*menu);
        menu->popup(position);
    });
    connect(m_table, &AccountTable::selectionChosen, m_menu, &AccountMenu::setSelection);
    connect(m_menu, &AccountMenu::rotateRequested, m_detail, &AccountDetail::rotate);
    connect(m_detail, &AccountDetail::backRequested, this, [this] { openDetail(false); });
    connect(m_detail, &AccountDetail::lookupRequested, this, [this](const AccountKey &key) {
        Q_EMIT lookupRequested(key.connectionId, key.accountId);
    });
    connect(
        m_operations, &AccountOperations::failed, this,
        [this](const AccountKey &key, const Error &error) {
            const bool shown = m_services.inventory.find(key.connectionId, key.accountId);
            if (shown && key == m_detail->account())
                return m_detail->showError(error);
            m_bannerIsFailure = false;
            m_banner->showMessage(Tone::Bad, error.message, error.hint);
        });
    connect(
        m_operations, &AccountOperations::succeeded, this,
        [this](const AccountKey &key, const QString &sentence) {
            const bool shown = m_services.inventory.find(key.connectionId, key.accountId);
            if (shown && key == m_detail->account())
                return m_detail->showSuccess(sentence);
            m_bannerIsFailure = false;
            m_banner->showMessage(Tone::Ok, sentence);
        });
    connect(
        m_operations, &AccountOperations::secretCreated, m_handOver,
        qOverload<const AccountKey &, const SecretCreation &>(&SecretHandOver::show));
    // What the keychain holds may have changed while the secret was shown.
    connect(m_handOver, &SecretHandOver::closed, m_detail, &AccountDetail::setAccount);
    connect(
        m_filter, &FilterBar::systemManagedChosen, &m_services.inventory,
        &Inventory::setIncludesSystemManaged);
    connect(m_banner, &Banner::actionTriggered, this, &AccountsPage::refresh);
    connect(m_states, &AccountStates::connectRequested, this, &AccountsPage::connectRequested);
    connect(m_states, &AccountStates::retryRequested, this, &AccountsPage::refresh);
    connect(m_states, &AccountStates::createRequested, this, &AccountsPage::newAccount);
    connect(m_states, &AccountStates::clearRequested, this, [this] {
        m_filter->clear();
        focusSearch();
    });
}

QList<QWidget *> AccountsPage::headerActions()
{
    return {m_refresh, m_export, m_new};
}

void AccountsPage::focusSearch()
{
    m_filter->edit()->setFocus(Qt::ShortcutFocusReason);
    m_filter->edit()->selectAll();
}

QList<QWidget *> AccountsPage::focusStops()
{
    return {m_filter->edit(), m_table, m_detail};
}

QList<QAction *> AccountsPage::commands() const
{
    return m_menu->actions();
}

void AccountsPage::shown()
{
    readWhatIsMissing();
}

/// Reads lists and roles that were never read. A page that is not seen lets it rest.
void AccountsPage::readWhatIsMissing()
{
    if (!isVisible())
        return;
    for (const QString &id : m_model->connections()) {
        m_services.roles.load(id);
        if (m_services.inventory.snapshot(id).state == SnapshotState::Empty)
            m_services.inventory.refresh(id);
    }
}

void AccountsPage::setConnection(const QString &connectionId)
{
    m_connectionId = connectionId;
    m_model->setConnection(connectionId);
    readWhatIsMissing();
}

void AccountsPage::choose(const AccountKey &key)
{
    m_table->choose(key);
}

void AccountsPage::showRoles(const AccountKey &key)
{
    m_filter->clear();
    choose(key);
    m_detail->showPart(AccountPart::Roles);
    openDetail(true);
}

void AccountsPage::refresh()
{
    for (const QString &id : m_model->connections()) {
        m_services.roles.reload(id);
        m_services.inventory.refresh(id);
    }
}

void AccountsPage::exportAs(int format)
{
    QList<AccountExportRow> rows;
    rows.reserve(m_model->rowCount());
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const ServiceAccount *account = m_model->accountAt(row);
        const auto session = m_services.inventory.session(m_model->keyAt(row).connectionId);
        if (account && session)
            rows.append({session->connection().name, *account});
    }
    m_bannerIsFailure = false;
    m_exporter->exportRows(ListFormat(format), rows);
}

AccountStates::State AccountsPage::state() const
{
    if (m_model->connections().isEmpty())
        return AccountStates::NoConnection;
    if (m_model->rowCount() > 0)
        return AccountStates::List;
    if (m_model->total() > 0)
        return AccountStates::NoMatch;
    bool unread = false;
    for (const QString &id : m_model->connections()) {
        const SnapshotState snapshot = m_services.inventory.snapshot(id).state;
        if (snapshot == SnapshotState::Loading)
            return AccountStates::Loading;
        unread = unread || snapshot != SnapshotState::Ready;
    }
    return unread ? AccountStates::Failed : AccountStates::NoAccounts;
}

void AccountsPage::updateState()
{
    const AccountStates::State now = state();
    m_states->showState(now);
    const bool connected = now != AccountStates::NoConnection;
    m_refresh->setEnabled(connected);
    m_new->setEnabled(connected);
    m_export->setEnabled(m_model->rowCount() > 0);
    showFailures();
    if (!m_services.inventory.find(m_table->chosen().connectionId, m_table->chosen().accountId))
        m_detailOpen = false;
    arrange();
}

/// A list that could not be read again is kept and said so; one that could never be read takes the
/// page.
void AccountsPage::showFailures()
{
    QStringList failed;
    Error first;
    for (const QString &id : m_model->connections()) {
        const Snapshot &snapshot = m_services.inventory.snapshot(id);
        const auto session = m_services.inventory.session(id);
        if (snapshot.state != SnapshotState::Failed || !session)
            continue;
        if (failed.isEmpty())
            first = snapshot.error;
        failed.append(session->connection().name);
    }
    if (state() == AccountStates::Failed)
        m_states->setFailure(failed, first);
    if (failed.isEmpty() || state() == AccountStates::Failed) {
        if (m_bannerIsFailure)
            m_banner->dismiss();
        m_bannerIsFailure = false;
        return;
    }
    m_bannerIsFailure = true;
    const bool several = m_model->connections().size() > 1;
    const QString text = several
                             ? tr("%1: %2").arg(failed.join(QStringLiteral(", ")), first.message)
                             : first.message;
    m_banner->showMessage(Tone::Bad, text, first.hint, tr("Retry"));
}

void AccountsPage::openDetail(bool open)
{
    m_detailOpen = open && !m_table->chosen().isEmpty();
    arrange();
    if (m_detailOpen)
        m_detail->setFocus(Qt::OtherFocusReason);
    else
        m_table->setFocus(Qt::OtherFocusReason);
}

void AccountsPage::arrange()
{
    const bool room = width() >= roomForBoth;
    const bool hasList = state() == AccountStates::List || state() == AccountStates::NoMatch;
    const bool alone = !room && m_detailOpen;
    m_list->setVisible(!alone);
    m_filter->setVisible(!alone && hasList);
    m_detail->setVisible(room ? hasList : alone);
    m_detail->setAlone(alone);
    if (room)
        m_detail->setFixedWidth(metrics::DetailWidth);
    else
        m_detail->setMaximumWidth(QWIDGETSIZE_MAX);
}

/// The room around the banner comes and goes with it.
bool AccountsPage::eventFilter(QObject *watched, QEvent *event)
{
    const bool shows = event->type() == QEvent::ShowToParent;
    if (watched == m_banner && (shows || event->type() == QEvent::HideToParent))
        m_bannerRow->setVisible(shows);
    return Page::eventFilter(watched, event);
}

void AccountsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

} // namespace keywright
