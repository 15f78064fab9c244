#include "core/accounts/account_actions.h"

#include "core/accounts/account_errors.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

std::optional<Error> inputProblem(const NewAccount &account, const Capabilities &capabilities)
{
    if (auto problem = nameProblem(account.name, capabilities.text))
        return problem;
    if (auto problem = descriptionProblem(account.description, capabilities.text))
        return problem;
    if (!capabilities.accountTypes.contains(account.type))
        return unsupportedTypeError(account.type);
    return std::nullopt;
}

QStringList idsOf(const QList<ServiceAccount> &accounts)
{
    QStringList ids;
    for (const ServiceAccount &account : accounts)
        ids += account.id;
    return ids;
}

CreationIntent intentFor(
    const Session &session, const NewAccount &account, const QStringList &before, qint64 rotationId)
{
    CreationIntent intent;
    intent.connectionId = session.connection().id;
    intent.kind = CreationKind::Account;
    intent.type = account.type;
    intent.accountName = account.name;
    intent.knownBefore = before;
    intent.serverAhead = session.provider()->serverAhead();
    intent.rotationId = rotationId;
    return intent;
}

QList<RoleGrant> withoutRepetition(const QList<RoleGrant> &grants)
{
    QList<RoleGrant> unique;
    for (const RoleGrant &grant : grants) {
        if (!unique.contains(grant))
            unique.append(grant);
    }
    return unique;
}

Async<QList<ServiceAccount>>
accountsNamed(std::shared_ptr<Provider> provider, QString name, CancelToken cancel)
{
    auto found = co_await provider->listAccounts(name, std::move(cancel));
    if (!found)
        co_return failure(std::move(found).error());
    // The server matches parts, and descriptions and ids as well.
    found->removeIf([&name](const ServiceAccount &account) { return account.name != name; });
    co_return found;
}

/// The answer to a creation was lost: finds out what the server did. `before` are the accounts of
/// this name that were there already.
Async<AccountCreation> explainLostCreation(
    std::shared_ptr<Provider> provider, NewAccount account, QStringList before,
    JournalledCreation journalled, Error lost)
{
    auto found = co_await accountsNamed(provider, account.name, CancelToken());
    if (found)
        found->removeIf(
            [&before](const ServiceAccount &known) { return before.contains(known.id); });
    if (found && found->isEmpty() && !mayStillHappen(lost)) {
        journalled.end();
        co_return failure(notCreatedError(lost));
    }
    journalled.leave();
    if (!found || found->size() != 1)
        co_return failure(creationUncertainError(account, lost));
    co_return failure(createdSecretLostError(found->constFirst(), lost));
}

Async<QList<ClientSecret>> listSecretsTwice(std::shared_ptr<Provider> provider, QString accountId)
{
    auto secrets = co_await provider->listSecrets(accountId, CancelToken());
    if (!secrets || secrets->isEmpty())
        secrets = co_await provider->listSecrets(accountId, CancelToken());
    co_return secrets;
}

/// Stores the secret at once. The item's name is improved later, when the id is learnt: until then
/// a crash must not lose the secret.
Async<void> keepFirst(std::shared_ptr<Session> session, std::shared_ptr<AccountCreation> creation)
{
    const ServiceAccount &account = creation->account;
    QString item = creation->secretId;
    if (account.type == AccountType::ApiKey)
        item = QStringLiteral("api-key");
    else if (item.isEmpty())
        item = unnamedSecretItem();
    CredentialKey key = accountKey(*session, account.id, item);
    auto label = co_await storeSecret(session, std::move(key), account.name, creation->secret);
    if (label) {
        creation->stored = true;
        creation->storedAs = *label;
        JournalledCreation(*session, creation->journalEntry).kept(creation->secretId, item);
    } else {
        creation->storeError = label.error();
    }
    co_return Result<void>();
}

/// Learns the id of an OAuth account's first secret, and moves the secret to it in the keychain.
Async<void>
learnSecretId(std::shared_ptr<Session> session, std::shared_ptr<AccountCreation> creation)
{
    ServiceAccount &account = creation->account;
    auto secrets = co_await listSecretsTwice(session->provider(), account.id);
    if (!secrets || secrets->size() != 1)
        co_return Result<void>();
    creation->secretId = secrets->constFirst().id;
    account.secrets = *std::move(secrets);
    if (!creation->stored)
        co_return Result<void>();
    const CredentialKey unnamed = accountKey(*session, account.id, unnamedSecretItem());
    const CredentialKey named = accountKey(*session, account.id, creation->secretId);
    const auto moved = co_await moveSecret(session, unnamed, named, account.name);
    if (moved)
        JournalledCreation(*session, creation->journalEntry)
            .kept(creation->secretId, creation->secretId);
    co_return Result<void>();
}

Async<void> grantRoles(
    std::shared_ptr<Provider> provider, QList<RoleGrant> grants,
    std::shared_ptr<AccountCreation> creation, CancelToken cancel)
{
    QList<RoleGrant> held = creation->account.roles.value_or(QList<RoleGrant>());
    for (const RoleGrant &grant : grants) {
        if (held.contains(grant))
            continue; // given with the creation itself
        if (cancel.isCancelled()) {
            creation->failedRoles.append({grant, cancelledError()});
            continue;
        }
        auto assigned = co_await provider->assignRole(creation->account.id, grant, cancel);
        if (assigned)
            held.append(grant);
        else
            creation->failedRoles.append({grant, assigned.error()});
    }
    creation->account.roles = held;
    co_return Result<void>();
}

} // namespace

Async<AccountCreation> AccountActions::create(
    std::shared_ptr<Session> session, NewAccount account, bool store, CancelToken cancel,
    qint64 rotationId)
{
    const auto provider = session->provider();
    account.name = account.name.trimmed();
    account.roles = withoutRepetition(account.roles);
    if (auto problem = inputProblem(account, provider->capabilities()))
        co_return failure(*std::move(problem));
    const auto sameName = co_await accountsNamed(provider, account.name, cancel);
    if (!sameName)
        co_return failure(sameName.error());
    if (!sameName->isEmpty() && provider->capabilities().uniqueNames)
        co_return failure(nameTakenError(account.name));
    if (cancel.isCancelled())
        co_return failure(cancelledError());

    QStringList before = idsOf(*sameName);
    const auto journalled =
        JournalledCreation::begin(*session, intentFor(*session, account, before, rotationId));
    if (!journalled)
        co_return failure(journalled.error());

    // From here on the server may have acted: nothing stops the way of the secret any more.
    auto created = co_await provider->createAccount(account, CancelToken());
    if (!created) {
        Error error = std::move(created).error();
        if (isOutcomeUnknown(error)) {
            auto explained = co_await explainLostCreation(
                provider, account, std::move(before), *journalled, std::move(error));
            co_return explained;
        }
        journalled->end();
        if (provider->capabilities().uniqueNames)
            error = namedConflict(std::move(error));
        co_return failure(std::move(error));
    }
    auto creation = std::make_shared<AccountCreation>();
    creation->journalEntry = journalled->entry();
    creation->account = std::move(created->account);
    creation->secretId = created->secretId;
    creation->secret = std::make_shared<const Secret>(std::move(created->secret));
    journalled->answered(creation->account.id, creation->secretId);
    if (store)
        co_await keepFirst(session, creation);
    if (creation->account.type == AccountType::OAuth && creation->secretId.isEmpty())
        co_await learnSecretId(session, creation);
    co_await grantRoles(provider, account.roles, creation, std::move(cancel));
    co_return Result<AccountCreation>(*creation);
}

Async<void>
AccountActions::remove(std::shared_ptr<Session> session, QString accountId, CancelToken cancel)
{
    const auto provider = session->provider();
    auto deleted = co_await provider->deleteAccount(accountId, cancel);
    if (!deleted && isOutcomeUnknown(deleted.error())) {
        const auto left = co_await provider->account(accountId, CancelToken());
        if (!left && left.error().kind == ErrorKind::NotFound)
            deleted = Result<void>();
    }
    // It lives on outside the project, and so do its secrets: their entries are still needed.
    if (provider->capabilities().deleteRemovesFromProject)
        co_return deleted;
    auto stored = storedOf(*session, accountId);
    // An account that is gone already leaves its entries to be cleared away.
    const bool known = !stored || !stored->isEmpty();
    const bool wasGone = !deleted && known && deleted.error().kind == ErrorKind::NotFound;
    if (!deleted && !wasGone)
        co_return deleted;
    auto removed = co_await removeEntries(session, accountId, std::move(stored));
    if (!removed)
        co_return failure(entryLeftError(EntryOf::Account, removed.error()));
    co_return Result<void>();
}

QString AccountActions::selfLockoutWarning(const Session &session, const QString &accountId)
{
    if (accountId.isEmpty() || accountId != session.ownAccountId())
        return {};
    return selfLockoutSentence(session.connection().name);
}

} // namespace keywright
