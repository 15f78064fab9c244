#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/shell/task_list.h"
#include "ui/widgets/dialog_frame.h"

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace keywright {

class Banner;
class ChoiceCards;
class CommandBox;
class FormField;
class Inventory;
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
    void probeKeychain();
    void showKeychain(const Result<KeychainState> &state);
    void updateCommand();
    NewAccount input() const;
    bool validate();
    QString rolesProblem() const;
    void create();
    void finishCreation(Result<AccountCreation> result);
    void showError(const Error &error);
    void setBusy(bool busy);

    Inventory &m_inventory;
    RoleBook &m_roleBook;
    TaskList &m_tasks;
    std::shared_ptr<Session> m_session;
    QWidget *m_form;
    Banner *m_banner;
    QComboBox *m_connection = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_description = nullptr;
    FormField *m_nameField = nullptr;
    FormField *m_descriptionField = nullptr;
    ChoiceCards *m_type = nullptr;
    RoleList *m_roles = nullptr;
    QLabel *m_rolesError = nullptr;
    LifetimeField *m_lifetime = nullptr;
    QCheckBox *m_store = nullptr;
    std::optional<bool> m_storeChoice; ///< unset until the person ticks or unticks
    QLabel *m_storeNote = nullptr;
    CommandBox *m_command = nullptr;
    QPushButton *m_cancelButton = nullptr;
    QPushButton *m_createButton = nullptr;
    CancelSource m_cancel;
    TaskHandle m_task;
    bool m_busy = false;
};

} // namespace keywright
