#include "ui/accounts/secret_hand_over.h"

#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"
#include "core/inventory/inventory.h"
#include "core/provider/provider_factory.h"
#include "ui/one_time_secret/one_time_secret_dialog.h"

#include <QWidget>

namespace keywright {

SecretHandOver::SecretHandOver(
    Inventory &inventory, ClipboardGuard &clipboard, SavePathChooser &files, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_inventory(inventory)
    , m_clipboard(clipboard)
    , m_files(files)
    , m_dialogParent(dialogParent)
{
}

void SecretHandOver::show(const QString &connectionId, const AccountCreation &creation)
{
    const ServiceAccount &account = creation.account;
    OneTimeSecret secret;
    secret.context.type = account.type;
    secret.context.accountName = account.name;
    secret.secretId = creation.secretId;
    secret.value = creation.secret;
    secret.storedAs = creation.stored ? creation.storedAs : QString();
    secret.storeError = creation.storeError;
    QString item = creation.secretId.isEmpty() ? unnamedSecretItem() : creation.secretId;
    if (account.type == AccountType::ApiKey)
        item = QStringLiteral("api-key");
    open({connectionId, account.id}, std::move(secret), item, creation.journalEntry);
}

void SecretHandOver::show(const AccountKey &key, const SecretCreation &creation)
{
    const ServiceAccount *account = m_inventory.find(key.connectionId, key.accountId);
    OneTimeSecret secret;
    secret.context.accountName = account ? account->name : key.accountId;
    secret.secretId = creation.info.id;
    secret.value = creation.secret;
    secret.storedAs = creation.stored ? creation.storedAs : QString();
    secret.storeError = creation.storeError;
    open(key, std::move(secret), creation.info.id, creation.journalEntry);
}

void SecretHandOver::showAgain(
    const QString &connectionId, const ReconciledCreation &creation,
    std::shared_ptr<const Secret> value)
{
    const CreationEntry &entry = creation.entry;
    OneTimeSecret secret;
    secret.context.type = entry.type;
    secret.context.accountName = entry.accountName;
    secret.secretId = entry.secretId;
    secret.value = std::move(value);
    if (const auto session = m_inventory.session(connectionId))
        secret.storedAs = keychainLabel(*session, entry.accountName);
    open({connectionId, entry.accountId}, std::move(secret), creation.key.item, entry.id);
}

void SecretHandOver::open(
    const AccountKey &key, OneTimeSecret secret, const QString &keychainItem, qint64 entry)
{
    StoreSecret store;
    std::optional<JournalledCreation> journalled;
    secret.context.accountId = key.accountId;
    if (const auto session = m_inventory.session(key.connectionId)) {
        journalled.emplace(*session, entry);
        secret.context.tokenUrl = session->provider()->tokenUrl();
        secret.context.variablePrefix = variablePrefixOf(session->connection().provider);
        store = [session, key, keychainItem, name = secret.context.accountName,
                 value = secret.value] {
            return storeSecret(
                session, accountKey(*session, key.accountId, keychainItem), name, value);
        };
        journalled->shown();
    }
    auto *dialog = new OneTimeSecretDialog(
        std::move(secret), std::move(store), m_clipboard, m_files, m_dialogParent);
    // It does not finish before the keychain or the person has the secret.
    connect(dialog, &DialogFrame::finished, this, [this, key, journalled] {
        if (journalled)
            journalled->end();
        Q_EMIT closed(key);
    });
    dialog->open();
}

} // namespace keywright
