#pragma once

#include "core/connection/session.h"
#include "ui/widgets/dialog_frame.h"

namespace keywright {

class Banner;
class RoleBook;
class RoleRow;

/// Gives an account one more role. Stays open until the server has agreed.
class AssignRoleDialog : public DialogFrame
{
    Q_OBJECT
public:
    AssignRoleDialog(
        std::shared_ptr<Session> session, RoleBook &book, const ServiceAccount &account,
        QWidget *parent);
    ~AssignRoleDialog() override;

Q_SIGNALS:
    void assigned(const keywright::RoleGrant &grant);

private:
    void showCatalog();
    void assign();
    void setBusy(bool busy);

    std::shared_ptr<Session> m_session;
    RoleBook &m_book;
    ServiceAccount m_account;
    Banner *m_banner;
    QWidget *m_choice;
    RoleRow *m_row = nullptr;
    QPushButton *m_assign;
    CancelSource m_cancel;
};

} // namespace keywright
