#pragma once

#include "core/provider/projects.h"
#include "ui/accounts/account_runner.h"

namespace keywright {

class DialogFrame;
class RoleBook;

/// What can be done to the roles of an account and to its membership in projects.
class RoleOperations : public AccountRunner
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`. All must outlive this object.
    RoleOperations(Inventory &inventory, RoleBook &roles, TaskList &tasks, QWidget *dialogParent);

    void assign(const AccountKey &key);
    void remove(const AccountKey &key, const RoleGrant &grant);
    void addToProject(const AccountKey &key, const QStringList &memberOf);
    void removeFromProject(const AccountKey &key, const ProjectMembership &membership);

private:
    void reloadWhenFinished(DialogFrame *dialog, const AccountKey &key);
    ConfirmRequest leavingRequest(const Target &target, const ProjectMembership &membership) const;

    RoleBook &m_roles;
};

} // namespace keywright
