#include "ui/roles/assign_role_dialog.h"

#include "core/accounts/role_actions.h"
#include "core/base/deliver.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_row.h"
#include "ui/widgets/banner.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

#include <utility>

namespace keywright {

AssignRoleDialog::AssignRoleDialog(
    std::shared_ptr<Session> session, RoleBook &book, const ServiceAccount &account,
    QWidget *parent)
    : DialogFrame(tr("Assign role to %1").arg(account.name), parent)
    , m_session(std::move(session))
    , m_book(book)
    , m_account(account)
    , m_banner(new Banner(this))
    , m_choice(new QWidget(this))
{
    setPanelWidth(620);
    auto *choice = new QVBoxLayout(m_choice);
    choice->setContentsMargins(0, 0, 0, 0);
    m_banner->setDismissible(false);
    body()->addWidget(m_banner);
    body()->addWidget(m_choice);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_assign = addButton(tr("Assign"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, this, &AssignRoleDialog::reject);
    connect(m_assign, &QPushButton::clicked, this, &AssignRoleDialog::assign);
    connect(&m_book, &RoleBook::changed, this, [this](const QString &connectionId) {
        if (connectionId == m_session->connection().id)
            showCatalog();
    });
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        m_book.load(m_session->connection().id);
        showCatalog();
    });
    m_book.load(m_session->connection().id);
    showCatalog();
}

AssignRoleDialog::~AssignRoleDialog()
{
    m_cancel.cancel();
}

void AssignRoleDialog::showCatalog()
{
    const QString &connectionId = m_session->connection().id;
    const bool ready = m_book.isReady(connectionId);
    m_assign->setEnabled(ready && !m_busy);
    const auto error = m_book.error(connectionId);
    const bool toldOfCatalog = std::exchange(m_tellsOfCatalog, !ready);
    if (!ready && error)
        return m_banner->showMessage(Tone::Bad, error->message, error->hint, tr("Retry"));
    if (!ready)
        return m_banner->showMessage(Tone::Neutral, tr("Loading roles…"));
    if (toldOfCatalog)
        m_banner->dismiss();
    offer(m_book.choices(connectionId));
}

void AssignRoleDialog::offer(const RoleChoices &choices)
{
    if (m_row && choices == m_choices)
        return;
    if (m_row && m_row->isComplete())
        m_banner->showMessage(
            Tone::Warn, tr("What can be chosen has changed on the server. Choose again."));
    if (m_row) {
        m_row->hide();
        m_row->deleteLater();
    }
    m_choices = choices;
    m_row = new RoleRow(choices, m_choice);
    m_row->setRemovable(false);
    connect(m_row, &RoleRow::changed, m_banner, &Banner::dismiss);
    m_choice->layout()->addWidget(m_row);
    if (isOpen())
        m_row->roleBox()->setFocus(Qt::OtherFocusReason);
}

void AssignRoleDialog::assign()
{
    if (!m_row)
        return;
    if (!m_row->isComplete()) {
        m_banner->showMessage(Tone::Bad, m_row->problem());
        return m_row->focusProblem();
    }
    const RoleGrant grant = m_row->grant();
    const QList<RoleGrant> held = m_account.roles.value_or(QList<RoleGrant>());
    if (held.contains(grant))
        return m_banner->showMessage(
            Tone::Warn, tr("%1 holds this role there already.").arg(m_account.name));
    setBusy(true);
    m_cancel = CancelSource();
    deliver(
        RoleActions::assign(m_session, m_account.id, grant, held, m_cancel.token()), this,
        [this, grant](const Result<void> &result) { finish(grant, result); });
}

void AssignRoleDialog::finish(const RoleGrant &grant, const Result<void> &result)
{
    if (!result && result.error().kind == ErrorKind::Conflict)
        return reread(result.error());
    setBusy(false);
    if (!result)
        return m_banner->showMessage(Tone::Bad, result.error().message, result.error().hint);
    Q_EMIT assigned(grant);
    accept();
}

/// The account holds other roles than were seen here: the next try starts from what it holds now.
void AssignRoleDialog::reread(const Error &conflict)
{
    deliver(
        m_session->provider()->rolesOf(m_account.id, m_cancel.token()), this,
        [this, conflict](const Result<QList<RoleGrant>> &held) {
            setBusy(false);
            if (held)
                m_account.roles = *held;
            m_banner->showMessage(Tone::Bad, conflict.message, conflict.hint);
        });
}

void AssignRoleDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_choice->setEnabled(!busy);
    m_assign->setEnabled(!busy);
    m_assign->setText(busy ? tr("Assigning…") : tr("Assign"));
}

} // namespace keywright
