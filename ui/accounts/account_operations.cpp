#include "ui/accounts/account_operations.h"

#include "ui/accounts/account_removal.h"
#include "ui/accounts/create_secret_dialog.h"
#include "ui/accounts/rename_dialog.h"
#include "ui/accounts/role_operations.h"
#include "ui/roles/role_book.h"

#include <QWidget>

namespace keywright {

AccountOperations::AccountOperations(
    Inventory &inventory, RoleBook &roles, TaskList &tasks, std::shared_ptr<const Clock> clock,
    QWidget *dialogParent)
    : AccountRunner(inventory, tasks, dialogParent)
    , m_roles(roles)
    , m_clock(std::move(clock))
    , m_roleOperations(new RoleOperations(inventory, roles, tasks, dialogParent))
{
    connect(m_roleOperations, &RoleOperations::failed, this, &AccountOperations::failed);
    connect(m_roleOperations, &RoleOperations::succeeded, this, &AccountOperations::succeeded);
}

AccountOperations::~AccountOperations() = default;

void AccountOperations::rename(const AccountKey &key)
{
    const auto subject = target(key);
    if (!subject)
        return;
    auto *dialog = new RenameDialog(subject->session, subject->account, m_dialogParent);
    connect(dialog, &RenameDialog::renamed, this, [this, key](const ServiceAccount &account) {
        m_inventory.put(key.connectionId, account);
        Q_EMIT succeeded(key, tr("%1 has been saved.").arg(account.name));
    });
    dialog->open();
}

void AccountOperations::setActive(const AccountKey &key, bool active)
{
    const auto subject = target(key);
    if (!subject)
        return;
    const auto change = [this, subject, active] {
        const QString name = subject->account.name;
        run<ServiceAccount>(
            *subject, active ? tr("Reactivating %1").arg(name) : tr("Deactivating %1").arg(name),
            [subject, active](CancelToken cancel) {
                return subject->session->provider()->setAccountActive(
                    subject->key.accountId, active, std::move(cancel));
            },
            [this, subject, active](const Result<ServiceAccount> &account) {
                // A token from before would hide what the server now thinks of the account.
                subject->session->forgetAuthorizer(subject->key.accountId);
                m_inventory.put(subject->key.connectionId, *account);
                Q_EMIT succeeded(
                    subject->key, active ? tr("%1 is active again.").arg(account->name)
                                         : tr("%1 has been deactivated.").arg(account->name));
            });
    };
    if (active)
        return change();
    ConfirmRequest request;
    request.title = tr("Deactivate %1?").arg(subject->account.name);
    request.sentence = tr("Programs that use this account are refused until it is reactivated. "
                          "Its roles and secrets stay.");
    request.actionText = tr("Deactivate");
    request.destructive = true;
    confirmGuarded(*subject, request, change);
}

void AccountOperations::remove(const AccountKey &key)
{
    const auto subject = target(key);
    if (!subject)
        return;
    const bool fromProject = subject->session->provider()->capabilities().deleteRemovesFromProject;
    const QString name = subject->account.name;
    const auto takeOut = [this, subject] {
        subject->session->forgetAuthorizer(subject->key.accountId);
        m_inventory.take(subject->key.connectionId, subject->key.accountId);
    };
    confirmGuarded(
        *subject, removalRequest(*subject->session, subject->account, m_roles),
        [this, subject, fromProject, name, takeOut] {
            run<void>(
                *subject,
                fromProject ? tr("Removing %1 from the project").arg(name)
                            : tr("Deleting %1").arg(name),
                [subject](CancelToken cancel) {
                    return AccountActions::remove(
                        subject->session, subject->key.accountId, std::move(cancel));
                },
                [this, subject, fromProject, name, takeOut](const Result<void> &) {
                    takeOut();
                    Q_EMIT succeeded(
                        subject->key, fromProject
                                          ? tr("%1 has been removed from the project.").arg(name)
                                          : tr("%1 has been deleted.").arg(name));
                },
                takeOut);
        });
}

void AccountOperations::createSecret(const AccountKey &key)
{
    const auto subject = target(key);
    if (!subject)
        return;
    auto *dialog =
        new CreateSecretDialog(subject->session, subject->account, m_clock, m_dialogParent);
    connect(
        dialog, &CreateSecretDialog::created, this,
        [this, subject](const SecretCreation &creation) {
            subject->session->forgetAuthorizer(subject->key.accountId);
            Q_EMIT secretCreated(subject->key, creation);
        });
    // Also after a failure, as the answer may have been lost while the secret was made.
    connect(dialog, &DialogFrame::finished, this, [this, key] {
        m_inventory.reloadDetails(key.connectionId, key.accountId);
        Q_EMIT creationEnded(key.connectionId);
    });
    dialog->open();
}

void AccountOperations::setSecretActive(const AccountKey &key, const QString &secretId, bool active)
{
    const auto subject = target(key);
    if (!subject)
        return;
    const auto change = [this, subject, secretId, active] {
        const QString name = subject->account.name;
        run<ClientSecret>(
            *subject,
            active ? tr("Activating a secret of %1").arg(name)
                   : tr("Deactivating a secret of %1").arg(name),
            [subject, secretId, active](CancelToken cancel) {
                return AccountActions::setSecretActive(
                    subject->session, subject->key.accountId, secretId, active, std::move(cancel));
            },
            [this, subject, active](const Result<ClientSecret> &) {
                subject->session->forgetAuthorizer(subject->key.accountId);
                m_inventory.reloadDetails(subject->key.connectionId, subject->key.accountId);
                Q_EMIT succeeded(
                    subject->key, active ? tr("The secret is active again.")
                                         : tr("The secret has been deactivated."));
            });
    };
    if (active)
        return change();
    ConfirmRequest request;
    request.title = tr("Deactivate the secret %1?").arg(secretId);
    request.sentence =
        tr("Programs that still use it get no new tokens. It can be activated again.");
    request.actionText = tr("Deactivate");
    request.destructive = true;
    confirmGuarded(*subject, request, change);
}

void AccountOperations::removeSecret(const AccountKey &key, const QString &secretId)
{
    const auto subject = target(key);
    if (!subject)
        return;
    const ConfirmRequest request =
        secretRemovalRequest(*subject->session, subject->account, secretId);
    const auto reload = [this, subject] {
        subject->session->forgetAuthorizer(subject->key.accountId);
        m_inventory.reloadDetails(subject->key.connectionId, subject->key.accountId);
    };
    confirmGuarded(*subject, request, [this, subject, secretId, reload] {
        run<void>(
            *subject, tr("Deleting a secret of %1").arg(subject->account.name),
            [subject, secretId](CancelToken cancel) {
                return AccountActions::removeSecret(
                    subject->session, subject->key.accountId, secretId, std::move(cancel));
            },
            [this, subject, reload](const Result<void> &) {
                reload();
                Q_EMIT succeeded(subject->key, tr("The secret has been deleted."));
            },
            reload);
    });
}

} // namespace keywright
