// What the page does for secrets: it hands over those of new accounts, takes up what was left
// unfinished, and offers rotations.

#include "ui/accounts/account_detail.h"
#include "ui/accounts/account_menu.h"
#include "ui/accounts/account_operations.h"
#include "ui/accounts/account_table.h"
#include "ui/accounts/account_table_model.h"
#include "ui/accounts/accounts_page.h"
#include "ui/accounts/failed_roles.h"
#include "ui/accounts/filter_bar.h"
#include "ui/accounts/secret_hand_over.h"
#include "ui/accounts/selection_bar.h"
#include "ui/new_account/new_account_dialog.h"
#include "ui/unfinished/unfinished_banner.h"

#include <QBoxLayout>

namespace keywright {

void AccountsPage::addSecretCare()
{
    if (m_services.rotations)
        addRotations({*m_services.rotations, m_services.clipboard, m_services.files, m_clock});
    if (!m_services.unfinished)
        return;
    auto *banner = new UnfinishedBanner(*m_services.unfinished, m_list);
    qobject_cast<QBoxLayout *>(m_list->layout())->insertWidget(0, banner);
    connect(
        banner, &UnfinishedBanner::showRequested, this,
        [this](const UnfinishedSecret &secret, const std::shared_ptr<const Secret> &value) {
            m_handOver->showAgain(secret.connectionId, secret.creation, value);
        });
    // An answer that was lost may have left something behind.
    connect(
        m_operations, &AccountOperations::creationEnded, m_services.unfinished,
        &UnfinishedSecrets::check);
}

void AccountsPage::addRotations(const RotationServices &services)
{
    m_detail->setRotations(services);
    m_model->setRotations(services.desk);
    auto *bar = new SelectionBar(services, m_list);
    m_list->layout()->addWidget(bar);
    connect(m_table, &AccountTable::selectionChosen, bar, &SelectionBar::setSelection);
    connect(m_menu, &AccountMenu::rotateSeveralRequested, bar, &SelectionBar::rotate);
    connect(bar, &SelectionBar::clearRequested, m_table, &AccountTable::selectChosenOnly);
}

void AccountsPage::newAccount()
{
    if (m_model->connections().isEmpty())
        return;
    auto *dialog = new NewAccountDialog(
        m_services.inventory, m_services.roles, m_services.tasks, m_clock, m_connectionId, this);
    connect(dialog, &NewAccountDialog::created, this, &AccountsPage::accountCreated);
    if (auto *unfinished = m_services.unfinished)
        connect(dialog, &DialogFrame::rejected, unfinished, &UnfinishedSecrets::checkAll);
    dialog->open();
}

void AccountsPage::accountCreated(const QString &connectionId, const AccountCreation &creation)
{
    m_services.inventory.put(connectionId, creation.account);
    m_filter->clear();
    m_table->choose({connectionId, creation.account.id});
    if (const auto error = failedRolesError(m_services.roles, connectionId, creation))
        m_detail->showError(*error);
    m_handOver->show(connectionId, creation);
}

} // namespace keywright
