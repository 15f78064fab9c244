#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/widgets/dialog_frame.h"

namespace keywright {

class Banner;
class KeychainChoice;
class LifetimeField;

/// Makes one more client secret. While the server is at work the dialog stays, because its answer
/// holds a secret.
class CreateSecretDialog : public DialogFrame
{
    Q_OBJECT
public:
    CreateSecretDialog(
        std::shared_ptr<Session> session, const ServiceAccount &account,
        std::shared_ptr<const Clock> clock, QWidget *parent);

    bool mayClose() override;

Q_SIGNALS:
    void created(const keywright::SecretCreation &creation);

protected:
    void escape() override;

private:
    void showNotice(const QString &notice);
    void create();
    void finish(Result<SecretCreation> result);
    void setBusy(bool busy);

    std::shared_ptr<Session> m_session;
    ServiceAccount m_account;
    Banner *m_banner;
    LifetimeField *m_lifetime;
    KeychainChoice *m_store;
    QPushButton *m_create;
    CancelSource m_cancel;
    bool m_busy = false;
};

} // namespace keywright
