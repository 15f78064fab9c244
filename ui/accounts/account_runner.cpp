#include "ui/accounts/account_runner.h"

#include "core/accounts/account_actions.h"

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
    const Target &target, const ConfirmRequest &request, std::function<void()> agreed)
{
    const QString warning =
        AccountActions::selfLockoutWarning(*target.session, target.key.accountId);
    if (warning.isEmpty())
        return confirm(request, m_dialogParent, this, agreed);
    confirm(request, m_dialogParent, this, [this, warning, request, agreed = std::move(agreed)] {
        ConfirmRequest second;
        second.title = tr("The console signs in with this account");
        second.sentence = warning;
        second.actionText = tr("%1 all the same").arg(request.actionText);
        second.destructive = true;
        confirm(second, m_dialogParent, this, agreed);
    });
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
