#pragma once

#include "core/connection/session.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace keywright {

class Banner;
class FormField;

/// Changes name and description of an account. Stays open until the server has agreed.
class RenameDialog : public DialogFrame
{
    Q_OBJECT
public:
    RenameDialog(std::shared_ptr<Session> session, const ServiceAccount &account, QWidget *parent);
    ~RenameDialog() override;

Q_SIGNALS:
    void renamed(const keywright::ServiceAccount &account);

private:
    bool validate();
    void save();
    void finish(Result<ServiceAccount> result);
    void setBusy(bool busy);

    std::shared_ptr<Session> m_session;
    ServiceAccount m_account;
    Banner *m_banner;
    QLineEdit *m_name;
    QLineEdit *m_description;
    FormField *m_nameField;
    FormField *m_descriptionField;
    QPushButton *m_save;
    CancelSource m_cancel;
};

} // namespace keywright
