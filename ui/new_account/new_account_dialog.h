#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/shell/task_list.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;

namespace keywright {

class AccountTexts;
class Banner;
class ChoiceCards;
class CommandBox;
class FormField;
class Inventory;
class KeychainChoice;
class LifetimeField;
class RoleBook;
class RoleList;

/// Makes a service account. Input is checked beside its field before anything is sent; after a
/// failure everything typed stands. While the server is at work the dialog stays, because its
/// answer may hold a secret.
class NewAccountDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `connectionId` is the connection to begin with; empty begins with the first one. `tasks`
    /// must outlive the dialog.
    NewAccountDialog(
        Inventory &inventory, RoleBook &roles, TaskList &tasks, std::shared_ptr<const Clock> clock,
        const QString &connectionId, QWidget *parent);

    bool mayClose() override;

Q_SIGNALS:
    void created(const QString &connectionId, const keywright::AccountCreation &creation);

protected:
    void escape() override;

private:
    void buildConnection(const QString &connectionId);
    void buildTexts();
    void buildType();
    void buildRoles();
    void buildRest(std::shared_ptr<const Clock> clock);
    void useConnection(const QString &connectionId);
    void showRoles();
    void updateCreate();
    void inputChanged();
    void warnOfSameName();
    void updateCommand();
    NewAccount input() const;
    bool validate();
    bool validateRoles();
    void create();
    void finishCreation(Result<AccountCreation> result);
    void showError(const Error &error);
    bool showBeside(const QString &field, const QString &sentence);
    void setBusy(bool busy);

    Inventory &m_inventory;
    RoleBook &m_roleBook;
    TaskList &m_tasks;
    std::shared_ptr<Session> m_session;
    QWidget *m_form;
    Banner *m_banner;
    QComboBox *m_connection = nullptr;
    AccountTexts *m_texts = nullptr;
    ChoiceCards *m_type = nullptr;
    RoleList *m_roles = nullptr;
    FormField *m_rolesField = nullptr;
    LifetimeField *m_lifetime = nullptr;
    KeychainChoice *m_store = nullptr;
    CommandBox *m_command = nullptr;
    QPushButton *m_cancelButton = nullptr;
    QPushButton *m_createButton = nullptr;
    CancelSource m_cancel;
    TaskHandle m_task;
    bool m_busy = false;
};

} // namespace keywright
