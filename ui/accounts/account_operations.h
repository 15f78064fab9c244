#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/accounts/account_key.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/shell/task_list.h"

#include <QObject>

#include <functional>

namespace keywright {

class Inventory;
class RoleBook;

/// What can be done to one account from the pages: asks what has to be asked, runs it with a task
/// in the status bar, and brings the inventory up to date.
class AccountOperations : public QObject
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

    void assignRole(const AccountKey &key);
    void removeRole(const AccountKey &key, const RoleGrant &grant);

Q_SIGNALS:
    void failed(const keywright::AccountKey &key, const keywright::Error &error);
    /// Done, in a sentence.
    void succeeded(const keywright::AccountKey &key, const QString &sentence);
    /// A secret was asked for; whether it arrived is another question.
    void creationEnded(const QString &connectionId);
    void secretCreated(const keywright::AccountKey &key, const keywright::SecretCreation &creation);

private:
    struct Target
    {
        AccountKey key;
        std::shared_ptr<Session> session;
        ServiceAccount account;
    };

    std::optional<Target> target(const AccountKey &key) const;
    /// Asks, and once more when the console itself signs in with the account.
    void confirmGuarded(
        const Target &target, const ConfirmRequest &request, std::function<void()> agreed);
    template <class T, class Done>
    void
    run(const Target &target, const QString &text,
        const std::function<Async<T>(CancelToken)> &start, Done done);

    Inventory &m_inventory;
    RoleBook &m_roles;
    TaskList &m_tasks;
    std::shared_ptr<const Clock> m_clock;
    QWidget *m_dialogParent;
};

} // namespace keywright
