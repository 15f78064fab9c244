#include "ui/accounts/account_menu.h"

#include "core/inventory/inventory.h"
#include "ui/accounts/account_commands.h"
#include "ui/accounts/account_operations.h"
#include "ui/accounts/account_removal.h"
#include "ui/accounts/role_operations.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace keywright {

AccountMenu::AccountMenu(Inventory &inventory, AccountOperations &operations, QWidget *scope)
    : QObject(scope)
    , m_inventory(inventory)
    , m_commands(new QMenu(tr("Copy as command"), scope))
    , m_scope(scope)
{
    m_rename = add(
        tr("Rename"), QStringLiteral("edit"), [this, &operations] { operations.rename(m_key); });
    m_rename->setShortcut(Qt::Key_F2);
    m_active = add(tr("Deactivate"), QStringLiteral("stop"), [this, &operations] {
        operations.setActive(m_key, !m_isActive);
    });
    m_rotate = add(tr("Rotate"), QStringLiteral("refresh"), [this] { rotate(); });
    m_createSecret = add(tr("Create secret"), QStringLiteral("key"), [this, &operations] {
        operations.createSecret(m_key);
    });
    m_assignRole = add(tr("Assign role"), QStringLiteral("plus"), [this, &operations] {
        operations.roles().assign(m_key);
    });
    m_copyId = add(tr("Copy ID"), QStringLiteral("copy"), [this] { copyIds(); });
    m_delete = add(
        tr("Delete"), QStringLiteral("trash"), [this, &operations] { operations.remove(m_key); });
    m_delete->setShortcut(Qt::Key_Delete);
    connect(&inventory, &Inventory::accountChanged, this, [this](const QString &connectionId) {
        if (connectionId == m_key.connectionId)
            update();
    });
    connect(m_commands, &QMenu::aboutToShow, this, &AccountMenu::fillCommands);
    update();
}

QAction *AccountMenu::add(const QString &text, const QString &iconName, std::function<void()> run)
{
    auto *action = new QAction(icons::icon(iconName), text, this);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_scope->addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    return action;
}

QList<QAction *> AccountMenu::actions() const
{
    return {m_rename, m_active, m_rotate, m_createSecret, m_assignRole, m_copyId, m_delete};
}

void AccountMenu::setAccount(const AccountKey &key)
{
    m_key = key;
    update();
}

void AccountMenu::setSelection(const QList<AccountKey> &keys)
{
    m_selection = keys;
    update();
}

void AccountMenu::rotate()
{
    if (isSeveral())
        Q_EMIT rotateSeveralRequested(m_selection);
    else
        Q_EMIT rotateRequested(m_key);
}

void AccountMenu::copyIds() const
{
    QStringList ids;
    for (const AccountKey &key : m_selection)
        ids.append(key.accountId);
    QGuiApplication::clipboard()->setText(
        isSeveral() ? ids.join(QLatin1Char('\n')) : m_key.accountId);
}

void AccountMenu::fill(QMenu &menu) const
{
    menu.addAction(m_rename);
    menu.addAction(m_active);
    menu.addSeparator();
    menu.addAction(m_rotate);
    menu.addAction(m_createSecret);
    menu.addAction(m_assignRole);
    menu.addSeparator();
    menu.addAction(m_copyId);
    menu.addMenu(m_commands);
    menu.addSeparator();
    menu.addAction(m_delete);
}

void AccountMenu::offerForSeveral()
{
    for (QAction *action : actions())
        action->setEnabled(action == m_rotate || action == m_copyId);
    m_commands->menuAction()->setEnabled(false);
}

void AccountMenu::update()
{
    m_rotate->setText(isSeveral() ? tr("Rotate…") : tr("Rotate"));
    m_copyId->setText(isSeveral() ? tr("Copy IDs") : tr("Copy ID"));
    if (isSeveral())
        return offerForSeveral();
    const auto session = m_inventory.session(m_key.connectionId);
    const ServiceAccount *account = m_inventory.find(m_key.connectionId, m_key.accountId);
    const bool known = session && account;
    for (QAction *action : actions())
        action->setEnabled(known);
    m_commands->menuAction()->setEnabled(known);
    if (!known)
        return;
    const Capabilities &capabilities = session->provider()->capabilities();
    m_isActive = account->status == AccountStatus::Active;
    m_active->setText(m_isActive ? tr("Deactivate") : tr("Reactivate"));
    m_active->setIcon(icons::icon(m_isActive ? QStringLiteral("stop") : QStringLiteral("play")));
    m_active->setVisible(capabilities.deactivateAccounts);
    m_delete->setText(removalText(capabilities));
    const bool hasSecrets = account->type == AccountType::OAuth;
    m_createSecret->setVisible(hasSecrets);
    m_createSecret->setEnabled(
        hasSecrets && account->secrets &&
        !secretProblem(SecretAction::Create, {}, *account->secrets, capabilities.secrets));
}

void AccountMenu::fillCommands()
{
    m_commands->clear();
    const auto session = m_inventory.session(m_key.connectionId);
    const ServiceAccount *account = m_inventory.find(m_key.connectionId, m_key.accountId);
    if (!session || !account)
        return;
    for (const AccountCommand &command : accountCommands(*session, *account)) {
        QAction *action = m_commands->addAction(command.title);
        action->setToolTip(command.line);
        connect(action, &QAction::triggered, this, [line = command.line] {
            QGuiApplication::clipboard()->setText(line);
        });
    }
}

} // namespace keywright
