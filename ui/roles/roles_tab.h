#pragma once

#include "core/connection/session.h"
#include "core/provider/projects.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QTableView;

namespace keywright {

class ProjectsPanel;
class RoleBook;
class RoleTableModel;

/// The roles of one account, with what the chosen role allows, and the projects it belongs to.
class RolesTab : public QWidget
{
    Q_OBJECT
public:
    explicit RolesTab(RoleBook &book, QWidget *parent = nullptr);

    void setAccount(const std::shared_ptr<Session> &session, const ServiceAccount &account);

Q_SIGNALS:
    void assignRequested();
    void removeRequested(const keywright::RoleGrant &grant);
    /// `memberOf` are the projects that the account belongs to already.
    void addToProjectRequested(const QStringList &memberOf);
    void removeFromProjectRequested(const keywright::ProjectMembership &membership);

private:
    void buildLayout();
    void describe();
    int currentRow() const;
    /// Why the role cannot be removed, in a sentence; empty when it can.
    QString whyKept(const RoleGrant &grant) const;

    RoleBook &m_book;
    QString m_connectionId;
    QString m_accountId;
    std::optional<RoleGrant> m_chosen; ///< while the roles are read anew
    bool m_lastRoleStays = false;
    RoleTableModel *m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QLabel *m_description;
    QLabel *m_permissions;
    QPushButton *m_assign;
    QPushButton *m_remove;
    ProjectsPanel *m_projects;
};

} // namespace keywright
