#include "ui/accounts/account_removal.h"

#include "core/accounts/secret_keeping.h"
#include "ui/accounts/account_cells.h"
#include "ui/roles/role_book.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {
namespace {

struct AccountRemovalMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountRemoval)
};

/// In words: direct and inherited roles apart.
QStringList
lostRoles(const QString &connectionId, const ServiceAccount &account, const RoleBook &roles)
{
    QList<RoleGrant> direct;
    QList<RoleGrant> inherited;
    for (const RoleGrant &grant : account.roles.value_or(QList<RoleGrant>()))
        (grant.viaGroup.isEmpty() ? direct : inherited).append(grant);
    QStringList lost;
    if (!direct.isEmpty())
        lost.append(AccountRemovalMessages::tr("Its roles go: %1")
                        .arg(accountcells::grantsText(roles, connectionId, direct)));
    if (!inherited.isEmpty())
        lost.append(AccountRemovalMessages::tr("Roles through groups go with the membership: %1")
                        .arg(accountcells::grantsText(roles, connectionId, inherited)));
    return lost;
}

QString lostCredentials(const ServiceAccount &account)
{
    if (account.type == AccountType::ApiKey)
        return AccountRemovalMessages::tr("Its API key stops working");
    if (account.secrets && !account.secrets->isEmpty())
        return AccountRemovalMessages::tr("Its client secrets stop working: %1")
            .arg(accountcells::secretsText(account));
    return {};
}

/// What becomes of the account's secrets in the keychain; empty when there are none.
QString keychainEntries(const Session &session, const ServiceAccount &account)
{
    const auto stored = storedOf(session, account.id);
    if (!stored)
        return AccountRemovalMessages::tr("Secrets of it may remain in the keychain: %1 %2")
            .arg(stored.error().message, stored.error().hint);
    const auto entries = static_cast<int>(stored->size());
    if (entries == 1)
        return AccountRemovalMessages::tr("One keychain entry is removed");
    return entries > 1
               ? AccountRemovalMessages::tr("%n keychain entries are removed", nullptr, entries)
               : QString();
}

/// Whether nothing but this secret lets the account sign in.
bool isOnlyWorking(const QList<ClientSecret> &secrets, const QString &secretId)
{
    int others = 0;
    bool works = false;
    for (const ClientSecret &secret : secrets) {
        if (secret.status != SecretStatus::Active)
            continue;
        if (secret.id == secretId)
            works = true;
        else
            ++others;
    }
    return works && others == 0;
}

} // namespace

QString removalText(const Capabilities &capabilities)
{
    return capabilities.deleteRemovesFromProject ? AccountRemovalMessages::tr("Remove from project")
                                                 : AccountRemovalMessages::tr("Delete");
}

ConfirmRequest
removalRequest(const Session &session, const ServiceAccount &account, const RoleBook &roles)
{
    const Capabilities &capabilities = session.provider()->capabilities();
    const bool fromProject = capabilities.deleteRemovesFromProject;
    ConfirmRequest request;
    request.title =
        fromProject ? AccountRemovalMessages::tr("Remove %1 from the project?").arg(account.name)
                    : AccountRemovalMessages::tr("Delete %1?").arg(account.name);
    // A provider that means something else by it says so itself.
    const QString meaning = session.provider()->deletionMeaning();
    request.sentence =
        meaning.isEmpty()
            ? AccountRemovalMessages::tr("This cannot be undone. Programs that use this account "
                                         "are refused at once.")
            : meaning;
    request.consequences = lostRoles(session.connection().id, account, roles);
    // Elsewhere it lives on, and so do its secrets.
    const QString credentials = fromProject ? QString() : lostCredentials(account);
    if (!credentials.isEmpty())
        request.consequences.append(credentials);
    const QString entries = fromProject ? QString() : keychainEntries(session, account);
    if (!entries.isEmpty())
        request.consequences.append(entries);
    request.actionText = removalText(capabilities);
    request.destructive = true;
    // What can be taken back needs no typing.
    request.textToType = fromProject ? QString() : account.name;
    return request;
}

ConfirmRequest
secretRemovalRequest(const Session &session, const ServiceAccount &account, const QString &secretId)
{
    const QList<ClientSecret> secrets = account.secrets.value_or(QList<ClientSecret>());
    const auto secret =
        std::find_if(secrets.cbegin(), secrets.cend(), [&secretId](const ClientSecret &candidate) {
            return candidate.id == secretId;
        });
    const bool isMasked = secret != secrets.cend() && !secret->masked.isEmpty();
    ConfirmRequest request;
    request.title = AccountRemovalMessages::tr("Delete the secret %1?")
                        .arg(isMasked ? secret->masked : secretId);
    request.sentence = AccountRemovalMessages::tr(
        "This cannot be undone. Programs that use it can no longer sign in, and tokens that they "
        "hold may end at once.");
    if (isOnlyWorking(secrets, secretId))
        request.consequences.append(
            AccountRemovalMessages::tr(
                "It is the only secret of %1 that works: nothing can sign in as this account then")
                .arg(account.name));
    const auto stored = storedOf(session, account.id);
    const auto isIt = [&secretId](const StoredCredential &entry) {
        return entry.key.item == secretId;
    };
    if (stored && std::any_of(stored->cbegin(), stored->cend(), isIt))
        request.consequences.append(
            AccountRemovalMessages::tr("Its keychain entry is removed as well"));
    request.actionText = AccountRemovalMessages::tr("Delete secret");
    request.destructive = true;
    return request;
}

} // namespace keywright
