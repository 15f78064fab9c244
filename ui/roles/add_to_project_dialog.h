#pragma once

#include "core/connection/session.h"
#include "ui/widgets/dialog_frame.h"

class QComboBox;

namespace keywright {

class Banner;
class FormField;
class RoleBook;
class RoleList;

/// Lets an account of the organisation into one more project, with at least one role there. Stays
/// open until the server has agreed.
class AddToProjectDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `memberOf` are the projects that it belongs to already.
    AddToProjectDialog(
        std::shared_ptr<Session> session, RoleBook &book, const ServiceAccount &account,
        const QStringList &memberOf, QWidget *parent);
    ~AddToProjectDialog() override;

Q_SIGNALS:
    void added(const QString &projectName);

private:
    void buildForm();
    void showCatalog();
    void offerProjects();
    void updateAdd();
    bool validate();
    void add();
    void fail(const Error &error);
    void setBusy(bool busy);

    std::shared_ptr<Session> m_session;
    RoleBook &m_book;
    ServiceAccount m_account;
    QStringList m_memberOf;
    Banner *m_banner;
    QWidget *m_form;
    QComboBox *m_project = nullptr;
    FormField *m_projectField = nullptr;
    RoleList *m_roles = nullptr;
    FormField *m_rolesField = nullptr;
    QPushButton *m_add = nullptr;
    CancelSource m_cancel;
    bool m_busy = false;
};

} // namespace keywright
