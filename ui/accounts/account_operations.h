#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/accounts/account_runner.h"

namespace keywright {

class RoleBook;
class RoleOperations;

/// What can be done to one account from the pages: asks what has to be asked, runs it with a task
/// in the status bar, and brings the inventory up to date. Tells of what roles() does, too.
class AccountOperations : public AccountRunner
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`. All must outlive this object.
    AccountOperations(
        Inventory &inventory, RoleBook &roles, TaskList &tasks, std::shared_ptr<const Clock> clock,
        QWidget *dialogParent);
    ~AccountOperations() override;

    void rename(const AccountKey &key);
    void setActive(const AccountKey &key, bool active);
    void remove(const AccountKey &key);

    void createSecret(const AccountKey &key);
    void setSecretActive(const AccountKey &key, const QString &secretId, bool active);
    void removeSecret(const AccountKey &key, const QString &secretId);

    RoleOperations &roles() { return *m_roleOperations; }

Q_SIGNALS:
    /// A secret was asked for; whether it arrived is another question.
    void creationEnded(const QString &connectionId);
    void secretCreated(const keywright::AccountKey &key, const keywright::SecretCreation &creation);

private:
    RoleBook &m_roles;
    std::shared_ptr<const Clock> m_clock;
    RoleOperations *m_roleOperations;
};

} // namespace keywright
