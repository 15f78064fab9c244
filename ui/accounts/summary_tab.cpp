#include "ui/accounts/summary_tab.h"

#include "ui/accounts/account_cells.h"
#include "ui/accounts/account_removal.h"
#include "ui/accounts/time_text.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/status_dot.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace keywright {

SummaryTab::SummaryTab(RoleBook &roles, QWidget *parent)
    : QWidget(parent)
    , m_roles(roles)
    , m_facts(new KeyValueList(this))
    , m_rename(makeButton(tr("Rename"), ButtonVariant::Secondary, this))
    , m_active(makeButton(tr("Deactivate"), ButtonVariant::Secondary, this))
    , m_delete(makeButton(tr("Delete"), ButtonVariant::Destructive, this))
{
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(m_rename);
    buttons->addWidget(m_active);
    buttons->addStretch();
    buttons->addWidget(m_delete);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    column->setSpacing(metrics::SpaceLg);
    column->addWidget(m_facts);
    column->addLayout(buttons);
    column->addStretch();
    connect(m_rename, &QPushButton::clicked, this, &SummaryTab::renameRequested);
    connect(m_delete, &QPushButton::clicked, this, &SummaryTab::deleteRequested);
    connect(m_active, &QPushButton::clicked, this, [this] { Q_EMIT activeRequested(!m_isActive); });
}

void SummaryTab::setAccount(
    const QString &connectionId, const ServiceAccount &account, const Capabilities &capabilities,
    std::optional<qsizetype> keychainEntries)
{
    m_facts->clear();
    m_facts->addRow({tr("Description"), account.description, {}, false});
    m_facts->addRow({tr("Type"), accountcells::typePhrase(account.type), {}, false});
    addStatus(account);
    QString created = timetext::date(account.createdAt);
    if (!account.createdBy.isEmpty())
        created = tr("%1 by %2").arg(created, account.createdBy);
    m_facts->addRow({tr("Created"), created, {}, false});
    addRoles(connectionId, account);
    if (account.type == AccountType::OAuth)
        m_facts->addRow(
            {tr("Secrets"),
             account.secrets ? accountcells::secretsText(account) : tr("Loading…"),
             {},
             false});
    QString stored = tr("Nothing stored");
    if (!keychainEntries)
        stored = tr("Not known");
    else if (keychainEntries == 1)
        stored = account.type == AccountType::OAuth ? tr("One secret stored") : tr("Key stored");
    else if (keychainEntries > 1)
        stored = tr("%n secrets stored", nullptr, static_cast<int>(*keychainEntries));
    m_facts->addRow({tr("Keychain"), stored, {}, false});

    m_isActive = account.status == AccountStatus::Active;
    const QString action = m_isActive ? tr("Deactivate") : tr("Reactivate");
    m_active->setText(action);
    m_active->setAccessibleName(action);
    m_active->setVisible(capabilities.deactivateAccounts);
    m_delete->setText(removalText(capabilities));
    m_delete->setAccessibleName(m_delete->text());
}

void SummaryTab::addStatus(const ServiceAccount &account)
{
    const bool active = account.status == AccountStatus::Active;
    m_facts->addRow(
        tr("Status"),
        new StatusDot(accountcells::statusText(account.status), Tone::Ok, active, m_facts));
}

void SummaryTab::addRoles(const QString &connectionId, const ServiceAccount &account)
{
    auto *cell = new QWidget(m_facts);
    auto *lines = new QVBoxLayout(cell);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);
    const auto addLine = [cell, lines](const QString &text, TextStyle style) {
        QLabel *line = makeLabel(text, style, cell);
        line->setWordWrap(true);
        lines->addWidget(line);
        return line;
    };
    if (!account.roles)
        addLine(tr("Loading…"), TextStyle::Muted);
    else if (account.roles->isEmpty())
        addLine(tr("None"), TextStyle::Body);
    for (const RoleGrant &grant : account.roles.value_or(QList<RoleGrant>())) {
        const Role role = m_roles.role(connectionId, grant.roleId);
        const bool wide = grant.scope.kind == ScopeKind::Organization;
        const QString place = wide ? scopePhrase(grant.scope)
                                   : scopeWords(grant.scope, m_roles.projectNames(connectionId));
        if (grant.viaGroup.isEmpty()) {
            QLabel *line = addLine(tr("%1 on %2").arg(role.name, place), TextStyle::Body);
            if (role.privileged)
                setTone(line, Tone::Warn);
        } else {
            addLine(
                tr("%1 on %2, through group %3").arg(role.name, place, grant.viaGroup),
                TextStyle::Muted);
        }
    }
    m_facts->addRow(tr("Roles"), cell);
}

} // namespace keywright
