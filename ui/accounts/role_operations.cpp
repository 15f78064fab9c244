#include "ui/accounts/role_operations.h"

#include "core/accounts/project_actions.h"
#include "core/accounts/role_actions.h"
#include "core/provider/projects.h"
#include "ui/roles/add_to_project_dialog.h"
#include "ui/roles/assign_role_dialog.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"

namespace keywright {

RoleOperations::RoleOperations(
    Inventory &inventory, RoleBook &roles, TaskList &tasks, QWidget *dialogParent)
    : AccountRunner(inventory, tasks, dialogParent)
    , m_roles(roles)
{
}

void RoleOperations::reloadWhenFinished(DialogFrame *dialog, const AccountKey &key)
{
    // Also after a failure: the server may hold other roles than those shown.
    connect(dialog, &DialogFrame::finished, this, [this, key] {
        m_inventory.reloadDetails(key.connectionId, key.accountId);
    });
}

void RoleOperations::assign(const AccountKey &key)
{
    const auto subject = target(key);
    if (!subject)
        return;
    auto *dialog =
        new AssignRoleDialog(subject->session, m_roles, subject->account, m_dialogParent);
    connect(dialog, &AssignRoleDialog::assigned, this, [this, key] {
        Q_EMIT succeeded(
            key, tr("The role has been assigned. It can take a minute to take effect."));
    });
    reloadWhenFinished(dialog, key);
    dialog->open();
}

void RoleOperations::remove(const AccountKey &key, const RoleGrant &grant)
{
    const auto subject = target(key);
    if (!subject)
        return;
    const QString role = m_roles.role(key.connectionId, grant.roleId).name;
    ConfirmRequest request;
    request.title = tr("Remove the role %1?").arg(role);
    request.sentence = tr("%1 loses the role %2 on %3.")
                           .arg(
                               subject->account.name, role,
                               scopePhrase(grant.scope, m_roles.projectNames(key.connectionId)));
    request.actionText = tr("Remove role");
    request.destructive = true;
    confirmGuarded(*subject, request, [this, subject, grant] {
        const AccountKey of = subject->key;
        run<void>(
            *subject, tr("Removing a role of %1").arg(subject->account.name),
            [subject, grant](CancelToken cancel) {
                return RoleActions::remove(
                    subject->session, subject->key.accountId, grant,
                    subject->account.roles.value_or(QList<RoleGrant>()), std::move(cancel));
            },
            [this, of](const Result<void> &) {
                m_inventory.reloadDetails(of.connectionId, of.accountId);
                Q_EMIT succeeded(
                    of, tr("The role has been removed. It can take a minute to take effect."));
            });
    });
}

void RoleOperations::addToProject(const AccountKey &key, const QStringList &memberOf)
{
    const auto subject = target(key);
    if (!subject || !subject->session->provider()->projects())
        return;
    auto *dialog = new AddToProjectDialog(
        subject->session, m_roles, subject->account, memberOf, m_dialogParent);
    connect(dialog, &AddToProjectDialog::added, this, [this, key](const QString &projectName) {
        Q_EMIT succeeded(
            key, tr("The account now belongs to the project %1. It can take a minute to take "
                    "effect.")
                     .arg(projectName));
    });
    reloadWhenFinished(dialog, key);
    dialog->open();
}

ConfirmRequest
RoleOperations::leavingRequest(const Target &target, const ProjectMembership &membership) const
{
    const QString &connectionId = target.key.connectionId;
    const QString project =
        m_roles.projectNames(connectionId).value(membership.projectId, membership.projectId);
    QStringList roles;
    for (const QString &role : membership.roles)
        roles += m_roles.role(connectionId, role).name;
    ConfirmRequest request;
    request.title = tr("Remove %1 from the project %2?").arg(target.account.name, project);
    request.sentence = target.session->provider()->projects()->removalMeaning();
    if (!roles.isEmpty())
        request.consequences.append(
            tr("Its roles there go: %1").arg(roles.join(QStringLiteral(", "))));
    request.actionText = tr("Remove from project");
    request.destructive = true;
    return request;
}

void RoleOperations::removeFromProject(const AccountKey &key, const ProjectMembership &membership)
{
    const auto subject = target(key);
    if (!subject || !subject->session->provider()->projects())
        return;
    confirmGuarded(*subject, leavingRequest(*subject, membership), [this, subject, membership] {
        const AccountKey of = subject->key;
        run<void>(
            *subject, tr("Removing %1 from a project").arg(subject->account.name),
            [subject, membership](CancelToken cancel) {
                return ProjectActions::remove(
                    subject->session, subject->key.accountId, membership.projectId,
                    std::move(cancel));
            },
            [this, of](const Result<void> &) {
                m_inventory.reloadDetails(of.connectionId, of.accountId);
                Q_EMIT succeeded(of, tr("The account has left the project."));
            });
    });
}

} // namespace keywright
