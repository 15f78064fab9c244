#include "ui/rotation/bulk_rotation_dialog.h"

#include "core/base/deliver.h"
#include "ui/rotation/bulk_options_view.h"
#include "ui/rotation/bulk_table_model.h"
#include "ui/rotation/bulk_text_delegate.h"
#include "ui/rotation/proof_choice.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QHash>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace keywright {

namespace {

constexpr int BulkPanelWidth = 780;
constexpr int BulkAccountWidth = 190;
constexpr int BulkStateWidth = 110;
constexpr int BulkRows = 6;
constexpr int BulkTextLines = 3;

} // namespace

BulkRotationDialog::BulkRotationDialog(
    const RotationServices &services, QList<BulkAccount> accounts, QWidget *parent)
    : DialogFrame(tr("Rotate %1 accounts").arg(accounts.size()), parent)
    , m_services(services)
    , m_bulk(services.desk.rotations())
    , m_accounts(std::move(accounts))
    , m_model(new BulkTableModel(this))
    , m_options(new BulkOptionsView(services.clock))
    , m_banner(new Banner)
    , m_loading(new LoadingState(tr("Making the plan")))
    , m_progress(makeLabel({}, TextStyle::Muted))
    , m_table(new QTableView)
    , m_text(makeLabel({}, TextStyle::Body))
    , m_save(makeButton(tr("Save report…")))
{
    setAccessibleName(tr("Rotate several"));
    setSubtitle(tr("One after the other. Each rotation can be continued on its own, whatever ends "
                   "this one."));
    setPanelWidth(BulkPanelWidth);
    build();
    connect(m_close, &QPushButton::clicked, this, &BulkRotationDialog::escape);
    connect(m_next, &QPushButton::clicked, this, &BulkRotationDialog::act);
    connect(m_save, &QPushButton::clicked, this, &BulkRotationDialog::chooseReport);
    connect(m_banner, &Banner::actionTriggered, this, &BulkRotationDialog::continueFailed);
    connect(m_options, &BulkOptionsView::agreementChanged, this, &BulkRotationDialog::showChoice);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &BulkRotationDialog::showText);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &BulkRotationDialog::showText);
}

BulkRotationDialog::~BulkRotationDialog()
{
    m_cancel.cancel();
}

void BulkRotationDialog::build()
{
    buildTable();
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setMinimumHeight(BulkTextLines * m_text->fontMetrics().lineSpacing());
    makeSelectable(m_text);
    body()->setSpacing(metrics::SpaceMd);
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_banner, m_loading, m_progress, m_table, m_text, m_options})
        body()->addWidget(part);
    addFooterWidget(m_save);
    m_close = addButton(tr("Cancel"));
    m_next = addButton(tr("Rotate"), ButtonVariant::Primary);
    setFooterLine(true);
}

void BulkRotationDialog::buildTable()
{
    m_table->setAccessibleName(tr("Accounts to rotate"));
    m_table->setModel(m_model);
    styleTable(m_table, RowHeight::TwoLines);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(BulkTableModel::AccountColumn, new TwoLineDelegate(m_table));
    m_table->setItemDelegateForColumn(BulkTableModel::StateColumn, new TagDelegate(m_table));
    m_table->setItemDelegateForColumn(BulkTableModel::TextColumn, new BulkTextDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(BulkTableModel::AccountColumn, BulkAccountWidth);
    header->resizeSection(BulkTableModel::StateColumn, BulkStateWidth);
    header->setSectionResizeMode(BulkTableModel::TextColumn, QHeaderView::Stretch);
    const int rows = std::min(BulkRows, int(m_accounts.size()));
    m_table->setFixedHeight(rows * metrics::TallRow + header->sizeHint().height() + 2);
}

void BulkRotationDialog::begin()
{
    open(m_close);
    load();
}

void BulkRotationDialog::setStage(Stage stage)
{
    m_stage = stage;
    const bool isPlanning = stage == Stage::Planning;
    m_loading->setVisible(isPlanning);
    m_table->setVisible(!isPlanning);
    m_text->setVisible(!isPlanning);
    m_options->setVisible(stage == Stage::Planned);
    m_save->setVisible(stage == Stage::Over);
    m_next->setVisible(stage == Stage::Planned);
    QString close = tr("Cancel");
    if (stage == Stage::Running)
        close = tr("Stop after this one");
    else if (stage == Stage::Over)
        close = tr("Close");
    m_close->setText(close);
    m_close->setAccessibleName(close);
    m_close->setEnabled(true);
}

void BulkRotationDialog::load()
{
    m_banner->dismiss();
    setStage(Stage::Planning);
    m_progress->setText(tr("Looking at %1 accounts").arg(m_accounts.size()));
    m_cancel = CancelSource();
    const QPointer<BulkRotationDialog> self = this;
    const auto planned = [self](qsizetype ready) {
        if (self)
            self->m_progress->setText(
                tr("Looked at %1 of %2").arg(ready).arg(self->m_accounts.size()));
    };
    deliver(
        m_bulk.plan(m_accounts, RotationWish(), planned, m_cancel.token()), this,
        [this](const Result<QList<BulkEntry>> &plan) { showPlan(plan); });
}

void BulkRotationDialog::showPlan(const Result<QList<BulkEntry>> &plan)
{
    if (!plan)
        return tell(plan.error());
    m_plan = *plan;
    addProofs();
    m_model->setPlan(m_plan);
    m_options->setPlan(m_plan);
    setStage(Stage::Planned);
    showChoice();
    m_table->selectRow(0);
    QWidget *first = m_next->isEnabled() ? static_cast<QWidget *>(m_next) : m_table;
    first->setFocus(Qt::OtherFocusReason);
}

/// As in the guided rotation: the first pinned lookup that the account may read.
void BulkRotationDialog::addProofs()
{
    QHash<QString, QList<RememberedLookup>> lookups; // by connection
    for (BulkEntry &entry : m_plan) {
        const auto &session = entry.account.session;
        const QString &connectionId = session->connection().id;
        if (entry.obstacle || !session->provider()->capabilities().lookups)
            continue;
        if (!lookups.contains(connectionId))
            lookups.insert(connectionId, m_services.desk.proofs(connectionId));
        entry.plan.rotation.probe = proofFor(entry, lookups.value(connectionId));
    }
}

std::optional<LookupRequest>
BulkRotationDialog::proofFor(const BulkEntry &entry, const QList<RememberedLookup> &lookups) const
{
    const auto &session = entry.account.session;
    const ServiceAccount *known =
        m_services.desk.inventory().find(session->connection().id, entry.account.id);
    QList<RoleGrant> roles = entry.plan.rotation.roles;
    if (known && known->roles)
        roles = *known->roles;
    const auto pinned =
        std::find_if(lookups.cbegin(), lookups.cend(), [&](const RememberedLookup &lookup) {
            return lookup.isPinned &&
                   mayReadWorkspace(
                       roles, lookup.request.workspace, session->provider()->capabilities());
        });
    return pinned == lookups.cend() ? std::nullopt : std::optional(proofWith(*pinned));
}

void BulkRotationDialog::showChoice()
{
    m_model->setChoice(m_options->withProofs(m_plan), m_options->agreed());
    const int taken = m_model->count(BulkState::Waiting);
    const int out = m_model->count(BulkState::LeftOut);
    const QString planned = tr("To be rotated: %1").arg(taken);
    m_progress->setText(out == 0 ? planned : tr("%1, left out: %2").arg(planned).arg(out));
    m_next->setText(taken == 1 ? tr("Rotate one account") : tr("Rotate %1 accounts").arg(taken));
    m_next->setAccessibleName(m_next->text());
    m_next->setEnabled(taken > 0);
}

void BulkRotationDialog::showText()
{
    const QString text = m_model->textAt(m_table->currentIndex().row());
    m_text->setText(text);
    m_text->setAccessibleName(text);
}

void BulkRotationDialog::tell(const Error &error)
{
    m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

bool BulkRotationDialog::mayClose()
{
    if (m_onlyHere) {
        m_banner->showMessage(
            Tone::Warn,
            tr("The keychain has not taken the new secret of %1 yet.")
                .arg(m_onlyHere->account.name),
            tr("It is nowhere else. Continue with this account before you close."),
            tr("Continue with it"));
        return false;
    }
    if (m_stage == Stage::Running)
        m_banner->showMessage(
            Tone::Warn, tr("An account is being rotated; its new secret may arrive any moment."),
            tr("Stop after this one, or wait for the end."));
    return m_stage != Stage::Running;
}

void BulkRotationDialog::escape()
{
    if (m_stage == Stage::Running)
        return stop();
    if (mayClose())
        reject();
}

} // namespace keywright
