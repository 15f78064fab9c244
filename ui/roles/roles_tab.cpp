#include "ui/roles/roles_tab.h"

#include "ui/roles/role_book.h"
#include "ui/roles/role_table_model.h"
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
    column->addStretch();

    connect(m_assign, &QPushButton::clicked, this, &RolesTab::assignRequested);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (currentRow() >= 0)
            Q_EMIT removeRequested(m_model->grantAt(currentRow()));
    });
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &RolesTab::describe);
}

void RolesTab::setAccount(const QString &connectionId, const ServiceAccount &account)
{
    m_connectionId = connectionId;
    const QList<RoleGrant> grants = account.roles.value_or(QList<RoleGrant>());
    m_model->setGrants(connectionId, grants);
    m_empty->setText(
        account.roles ? tr("This account holds no role, so it can read nothing.")
                      : tr("Loading roles…"));
    m_empty->setVisible(grants.isEmpty());
    m_table->setVisible(!grants.isEmpty());
    const int height = m_table->horizontalHeader()->sizeHint().height() +
                       metrics::RowHeight * std::min(8, m_model->rowCount()) + 2;
    m_table->setFixedHeight(height);
    m_assign->setEnabled(account.roles.has_value());
    if (!grants.isEmpty())
        m_table->setCurrentIndex(m_model->index(0, 0));
    describe();
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
    const bool inherited = !grant.viaGroup.isEmpty();
    m_remove->setEnabled(!inherited);
    const QString why =
        inherited ? tr("It comes from the group %1 and is removed there.").arg(grant.viaGroup)
                  : QString();
    m_remove->setToolTip(why);
    m_remove->setAccessibleDescription(why);
    m_description->setText(
        role.description.isEmpty() ? role.name : tr("%1: %2").arg(role.name, role.description));
    QStringList lines;
    if (inherited)
        lines.append(why);
    if (!role.permissions.isEmpty())
        lines.append(tr("Allows: %1").arg(role.permissions.join(QStringLiteral(", "))));
    m_permissions->setText(lines.join(u'\n'));
    m_permissions->setVisible(!lines.isEmpty());
}

} // namespace keywright
