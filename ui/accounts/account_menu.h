#pragma once

#include "ui/accounts/account_key.h"

#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace keywright {

class AccountOperations;
class Inventory;

/// The actions on the chosen account, shared by the context menu, the detail's menu and the command
/// palette. While several are selected, only what can be done to all of them is offered.
class AccountMenu : public QObject
{
    Q_OBJECT
public:
    /// Shortcuts work while the focus is in `scope`.
    AccountMenu(Inventory &inventory, AccountOperations &operations, QWidget *scope);

    void setAccount(const AccountKey &key);
    void setSelection(const QList<AccountKey> &keys);
    /// Fills an empty menu.
    void fill(QMenu &menu) const;
    QList<QAction *> actions() const;

Q_SIGNALS:
    void rotateRequested(const keywright::AccountKey &key);
    void rotateSeveralRequested(const QList<keywright::AccountKey> &keys);

private:
    QAction *add(const QString &text, const QString &iconName, std::function<void()> run);
    void rotate();
    void copyIds() const;
    void update();
    void offerForSeveral();
    void fillCommands();
    bool isSeveral() const { return m_selection.size() > 1; }

    Inventory &m_inventory;
    AccountKey m_key;
    QList<AccountKey> m_selection;
    QAction *m_rename;
    QAction *m_active;
    QAction *m_rotate;
    QAction *m_createSecret;
    QAction *m_assignRole;
    QAction *m_copyId;
    QAction *m_delete;
    QMenu *m_commands;
    QWidget *m_scope;
    bool m_isActive = true;
};

} // namespace keywright
