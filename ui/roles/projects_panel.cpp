#include "ui/roles/projects_panel.h"

#include "core/base/deliver.h"
#include "ui/dialogs/error_text.h"
#include "ui/roles/project_table_model.h"
#include "ui/roles/role_book.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

namespace keywright {
namespace {

constexpr int MostRows = 6;

} // namespace

ProjectsPanel::ProjectsPanel(RoleBook &book, QWidget *parent)
    : QWidget(parent)
    , m_model(new ProjectTableModel(book, this))
    , m_table(new QTableView(this))
    , m_text(makeLabel({}, TextStyle::Muted, this))
    , m_retry(makeButton(tr("Retry"), ButtonVariant::Quiet, this))
    , m_add(makeButton(tr("Add to project"), ButtonVariant::Secondary, this))
    , m_remove(makeButton(tr("Remove from project"), ButtonVariant::Destructive, this))
{
    buildLayout();
    connect(m_retry, &QPushButton::clicked, this, &ProjectsPanel::load);
    connect(
        m_add, &QPushButton::clicked, this, [this] { Q_EMIT addRequested(m_model->projectIds()); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (currentRow() >= 0)
            Q_EMIT removeRequested(m_model->membershipAt(currentRow()));
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ProjectsPanel::updateActions);
}

ProjectsPanel::~ProjectsPanel()
{
    m_cancel.cancel();
}

void ProjectsPanel::buildLayout()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Projects"));
    styleTable(m_table, RowHeight::TwoLines);
    m_table->setItemDelegateForColumn(
        ProjectTableModel::ProjectColumn, new TwoLineDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_text->setWordWrap(true);
    m_retry->hide();
    auto *note = new QHBoxLayout;
    note->addWidget(m_text, 1);
    note->addWidget(m_retry);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_add);
    buttons->addStretch();
    buttons->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(makeLabel(tr("Projects"), TextStyle::Strong, this));
    column->addLayout(note);
    column->addWidget(m_table);
    column->addLayout(buttons);
}

void ProjectsPanel::setAccount(
    const std::shared_ptr<Session> &session, const ServiceAccount &account)
{
    const bool isOther = session != m_session || account.id != m_account.id;
    // Roles are read again after every change, so they tell when memberships may be others.
    const bool isNews = isOther || account.roles != m_account.roles;
    m_session = session;
    m_account = account;
    const auto &provider = session->provider();
    const bool isOffered =
        provider->projects() && provider->capabilities().connectionScope == ScopeKind::Organization;
    if (isOther)
        m_model->setMemberships(session->connection().id, {});
    if (isNews)
        m_state = State::Stale;
    setVisible(isOffered);
    if (isOffered && isNews && isVisible())
        load();
    else
        updateActions();
}

void ProjectsPanel::showEvent(QShowEvent *)
{
    if (m_session && m_state == State::Stale)
        load();
}

void ProjectsPanel::load()
{
    Projects *projects = m_session ? m_session->provider()->projects() : nullptr;
    if (!projects || !m_account.roles) // they are being read; their arrival asks again
        return showState(tr("Loading projects…"));
    m_state = State::Loading;
    if (m_model->rowCount() == 0)
        showState(tr("Loading projects…"));
    m_cancel.cancel();
    m_cancel = CancelSource();
    deliver(
        projects->projectsOf(m_account.id, m_cancel.token()), this,
        [this, question = ++m_question](const Result<QList<ProjectMembership>> &memberships) {
            if (question == m_question)
                take(memberships);
        });
}

void ProjectsPanel::take(const Result<QList<ProjectMembership>> &memberships)
{
    m_state = memberships ? State::Known : State::Failed;
    m_model->setMemberships(
        m_session->connection().id, memberships.value_or(QList<ProjectMembership>()));
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
    if (!memberships)
        showState(errorSentence(memberships.error()));
    else
        showState(m_model->rowCount() == 0 ? tr("This account belongs to no project.") : QString());
}

void ProjectsPanel::showState(const QString &text)
{
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    if (m_state == State::Failed)
        setTone(m_text, Tone::Bad);
    else
        setTextStyle(m_text, TextStyle::Muted);
    m_retry->setVisible(m_state == State::Failed);
    updateActions();
}

void ProjectsPanel::updateActions()
{
    const int rows = m_model->rowCount();
    m_table->setVisible(rows > 0);
    m_table->setFixedHeight(
        m_table->horizontalHeader()->sizeHint().height() +
        metrics::TallRow * std::min(MostRows, rows) + 2);
    m_add->setEnabled(m_state == State::Known);
    m_remove->setVisible(rows > 0);
    m_remove->setEnabled(m_state == State::Known && currentRow() >= 0);
}

int ProjectsPanel::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_model->rowCount() ? current.row() : -1;
}

} // namespace keywright
