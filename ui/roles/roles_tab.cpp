#include "ui/roles/roles_tab.h"

#include "ui/roles/projects_panel.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_table_model.h"
#include "ui/roles/role_text.h"
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

RolesTab::RolesTab(RoleBook &book, QWidget *parent)
    : QWidget(parent)
    , m_book(book)
    , m_model(new RoleTableModel(book, this))
    , m_table(new QTableView(this))
    , m_empty(makeLabel({}, TextStyle::Muted, this))
    , m_description(makeLabel({}, TextStyle::Body, this))
    , m_permissions(makeLabel({}, TextStyle::Note, this))
    , m_assign(makeButton(tr("Assign role"), ButtonVariant::Secondary, this))
    , m_remove(makeButton(tr("Remove role"), ButtonVariant::Destructive, this))
    , m_projects(new ProjectsPanel(book, this))
{
    buildLayout();
    connect(m_assign, &QPushButton::clicked, this, &RolesTab::assignRequested);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (currentRow() >= 0)
            Q_EMIT removeRequested(m_model->grantAt(currentRow()));
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &RolesTab::describe);
    connect(m_projects, &ProjectsPanel::addRequested, this, &RolesTab::addToProjectRequested);
    connect(
        m_projects, &ProjectsPanel::removeRequested, this, &RolesTab::removeFromProjectRequested);
}

void RolesTab::buildLayout()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Roles"));
    styleTable(m_table);
    m_table->setItemDelegateForColumn(RoleTableModel::RoleColumn, new TagDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(RoleTableModel::ScopeColumn, QHeaderView::Stretch);
    for (QLabel *label : {m_empty, m_description, m_permissions})
        label->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_assign);
    buttons->addStretch();
    buttons->addWidget(m_remove);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_empty);
    column->addWidget(m_table);
    column->addLayout(buttons);
    column->addWidget(m_description);
    column->addWidget(m_permissions);
    column->addWidget(m_projects);
    column->addStretch();
}

void RolesTab::setAccount(const std::shared_ptr<Session> &session, const ServiceAccount &account)
{
    const bool isSame = session->connection().id == m_connectionId && account.id == m_accountId;
    if (!isSame)
        m_chosen.reset();
    else if (currentRow() >= 0)
        m_chosen = m_model->grantAt(currentRow());
    m_connectionId = session->connection().id;
    m_accountId = account.id;
    m_lastRoleStays = session->provider()->capabilities().lastRoleStays;
    const QList<RoleGrant> grants = account.roles.value_or(QList<RoleGrant>());
    m_model->setGrants(m_connectionId, grants);
    m_empty->setText(
        account.roles ? tr("This account holds no role, so it can read nothing.")
                      : tr("Loading roles…"));
    m_empty->setVisible(grants.isEmpty());
    m_table->setVisible(!grants.isEmpty());
    const int height = m_table->horizontalHeader()->sizeHint().height() +
                       metrics::RowHeight * std::min(8, m_model->rowCount()) + 2;
    m_table->setFixedHeight(height);
    m_assign->setEnabled(account.roles.has_value());
    // Remove takes the row that is chosen: a reading in the background must not choose another.
    const int row = m_chosen ? m_model->rowOf(*m_chosen) : -1;
    if (!grants.isEmpty() && (row < 0 || row != currentRow()))
        m_table->setCurrentIndex(m_model->index(std::max(0, row), 0));
    m_projects->setAccount(session, account);
    describe();
}

QString RolesTab::whyKept(const RoleGrant &grant) const
{
    if (!grant.viaGroup.isEmpty())
        return tr("It comes from the group %1 and is removed there.").arg(grant.viaGroup);
    if (!m_lastRoleStays || m_model->directCount(grant.scope) > 1)
        return {};
    if (grant.scope.kind == ScopeKind::Project)
        return tr("It is the account’s last role in this project, and an account without one "
                  "cannot belong to it: remove the account from the project instead.");
    return tr("It is the account’s last role in the organization, and an account without one "
              "cannot exist: assign another role first, or delete the account.");
}

int RolesTab::currentRow() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_model->rowCount() ? current.row() : -1;
}

void RolesTab::describe()
{
    const int row = currentRow();
    m_remove->setVisible(row >= 0);
    m_description->setVisible(row >= 0);
    m_permissions->setVisible(row >= 0);
    if (row < 0)
        return;
    const RoleGrant &grant = m_model->grantAt(row);
    const Role role = m_book.role(m_connectionId, grant.roleId);
    const QString why = whyKept(grant);
    m_remove->setEnabled(why.isEmpty());
    m_remove->setToolTip(why);
    m_remove->setAccessibleDescription(why);
    m_description->setText(
        role.description.isEmpty() ? role.name : tr("%1: %2").arg(role.name, roleMeaning(role)));
    setTone(m_description, role.privileged ? Tone::Warn : Tone::Neutral);
    if (!role.privileged)
        setTextStyle(m_description, TextStyle::Body);
    QStringList lines;
    if (!why.isEmpty())
        lines.append(why);
    if (!role.permissions.isEmpty())
        lines.append(tr("Allows: %1").arg(role.permissions.join(QStringLiteral(", "))));
    m_permissions->setText(lines.join(u'\n'));
    m_permissions->setVisible(!lines.isEmpty());
}

} // namespace keywright
