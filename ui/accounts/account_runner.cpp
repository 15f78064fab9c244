#include "ui/accounts/account_runner.h"

#include "core/accounts/account_actions.h"
#include "ui/accounts/confirm_twice.h"

#include <QWidget>

namespace keywright {

AccountRunner::AccountRunner(Inventory &inventory, TaskList &tasks, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_inventory(inventory)
    , m_tasks(tasks)
    , m_dialogParent(dialogParent)
{
}

std::optional<AccountRunner::Target> AccountRunner::target(const AccountKey &key) const
{
    const auto session = m_inventory.session(key.connectionId);
    const ServiceAccount *account = m_inventory.find(key.connectionId, key.accountId);
    if (!session || !account)
        return std::nullopt;
    return Target{key, session, *account};
}

void AccountRunner::confirmGuarded(
    const Target &target, const ConfirmRequest &request, const std::function<void()> &agreed)
{
    confirmTwice(
        request, AccountActions::selfLockoutWarning(*target.session, target.key.accountId),
        m_dialogParent, this, agreed);
}

void AccountRunner::fail(const AccountKey &key, const Error &error)
{
    // After a lost answer the server may hold something else than the list shows; after a conflict
    // it does.
    if (error.outcomeUnknown)
        m_inventory.refresh(key.connectionId);
    else if (error.kind == ErrorKind::Conflict)
        m_inventory.reloadDetails(key.connectionId, key.accountId);
    Q_EMIT failed(key, error);
}

} // namespace keywright
