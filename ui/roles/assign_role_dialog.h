#pragma once

#include "core/connection/session.h"
#include "ui/roles/role_choices.h"
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
    void offer(const RoleChoices &choices);
    void assign();
    void finish(const RoleGrant &grant, const Result<void> &result);
    void reread(const Error &conflict);
    void setBusy(bool busy);

    std::shared_ptr<Session> m_session;
    RoleBook &m_book;
    ServiceAccount m_account;
    Banner *m_banner;
    QWidget *m_choice;
    RoleChoices m_choices; ///< of the row
    RoleRow *m_row = nullptr;
    QPushButton *m_assign;
    CancelSource m_cancel;
    bool m_busy = false;
    bool m_tellsOfCatalog = false; ///< the banner is about the catalogue, not about an answer
};

} // namespace keywright
