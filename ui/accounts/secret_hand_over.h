#pragma once

#include "core/accounts/account_actions.h"
#include "core/accounts/creation_reconciliation.h"
#include "ui/accounts/account_key.h"

#include <QObject>

class QWidget;

namespace keywright {

class ClipboardGuard;
class Inventory;
class SavePathChooser;
struct OneTimeSecret;

/// Shows the secrets that creations bring, with the keychain as the place to try again.
class SecretHandOver : public QObject
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`; all must outlive this object.
    SecretHandOver(
        Inventory &inventory, ClipboardGuard &clipboard, SavePathChooser &files,
        QWidget *dialogParent);

    void show(const QString &connectionId, const AccountCreation &creation);
    void show(const AccountKey &key, const SecretCreation &creation);
    /// One from an earlier run; the keychain holds it.
    void showAgain(
        const QString &connectionId, const ReconciledCreation &creation,
        std::shared_ptr<const Secret> value);

Q_SIGNALS:
    void closed(const keywright::AccountKey &key);

private:
    void
    open(const AccountKey &key, OneTimeSecret secret, const QString &keychainItem, qint64 entry);

    Inventory &m_inventory;
    ClipboardGuard &m_clipboard;
    SavePathChooser &m_files;
    QWidget *m_dialogParent;
};

} // namespace keywright
