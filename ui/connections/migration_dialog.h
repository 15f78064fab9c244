#pragma once

#include "core/accounts/key_migration.h"
#include "core/base/cancel.h"
#include "ui/connections/connection_services.h"
#include "ui/widgets/dialog_frame.h"

namespace keywright {

class Banner;
class LoadingState;
class MigrationOutcome;
class MigrationPlanForm;
class SecretHandOver;
class StepList;

/// Guides an API key's connection to a service account: plan, new account, proof, and only then the
/// move and the advice on the old key. It can be closed at any step and loses nothing; only while
/// the account is being created it waits for the answer.
class MigrationDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// KeyMigration::isPossible(*session).
    MigrationDialog(
        const ConnectionServices &services, std::shared_ptr<Session> session, QWidget *parent);
    ~MigrationDialog() override;

    /// Opens, and reads what is needed for the plan.
    void begin();
    bool mayClose() override;

protected:
    void escape() override;

private:
    /// What the primary button does.
    enum class Action { None, Load, Create, Prove, AssignRoles, Move };

    void build();
    void load();
    void showStart(const Result<MigrationStart> &start);
    void create();
    void showCreation(const Result<AccountCreation> &creation);
    void prove();
    void showRefusal(const PendingRefusal &refusal);
    void showProof(const Result<MigrationProof> &proof);
    void showMissingRoles();
    void assignRoles();
    void allowAddress();
    void move();
    void showMoved(const Result<void> &moved, bool wasInMemory);
    void forgetPrivateKey();
    void setAction(const QString &text, Action action);
    void goOn();
    void setBusy(bool busy);
    void tell(const Error &error);
    QStringList takenNames() const;
    bool isStored() const;

    ConnectionServices m_services;
    std::shared_ptr<KeyMigration> m_migration;
    SecretHandOver *m_handOver;
    StepList *m_steps;
    Banner *m_banner;
    LoadingState *m_loading;
    MigrationPlanForm *m_plan;
    MigrationOutcome *m_outcome;
    QPushButton *m_forget;
    QPushButton *m_close;
    QPushButton *m_next;
    Action m_action = Action::None;
    CancelSource m_cancel;
    bool m_isCreating = false;
};

} // namespace keywright
