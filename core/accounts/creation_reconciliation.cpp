#include "core/accounts/creation_reconciliation.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/accounts/secret_keeping.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace keywright {

namespace {

/// How far the server's clock may be behind: what is older than the intent by more than this was
/// not created by it.
constexpr std::chrono::minutes clockTolerance{10};

bool isSince(const QDateTime &createdAt, const CreationEntry &entry)
{
    if (!createdAt.isValid() || !entry.begunAt.isValid())
        return true;
    return createdAt > entry.begunAt.addMSecs(-std::chrono::milliseconds(clockTolerance).count());
}

/// Entries of the keychain that may hold the secret, by what the local index knows.
Result<QList<CredentialKey>> candidates(const Session &session, const CreationEntry &entry)
{
    QList<CredentialKey> keys;
    if (entry.accountId.isEmpty())
        return keys;
    const auto stored = storedOf(session, entry.accountId);
    if (!stored)
        return failure(stored.error());
    for (const StoredCredential &credential : *stored) {
        const CredentialKey &key = credential.key;
        // A further secret rests under its own id; that of a new account under any.
        const bool fits = entry.kind == CreationKind::Account || key.item == entry.secretId;
        if (fits)
            keys.append(key);
    }
    return keys;
}

/// The key under which the keychain really holds the secret; empty when it does not.
Async<std::optional<CredentialKey>>
findInKeychain(std::shared_ptr<Session> session, CreationEntry entry)
{
    const auto keys = candidates(*session, entry);
    if (!keys)
        co_return failure(keys.error());
    for (const CredentialKey &key : *keys) {
        const auto read = co_await session->credentials()->read(key);
        if (read)
            co_return Result<std::optional<CredentialKey>>(key);
        if (read.error().kind != ErrorKind::NotFound)
            co_return failure(read.error());
    }
    co_return Result<std::optional<CredentialKey>>(std::nullopt);
}

/// Learns from the server which account the entry is about; not there is NotFound.
Async<CreationEntry>
findAccount(std::shared_ptr<Provider> provider, CreationEntry entry, CancelToken cancel)
{
    if (!entry.accountId.isEmpty()) {
        const auto account = co_await provider->account(entry.accountId, std::move(cancel));
        if (!account)
            co_return failure(account.error());
        co_return Result<CreationEntry>(std::move(entry));
    }
    const auto accounts = co_await provider->listAccounts(entry.accountName, std::move(cancel));
    if (!accounts)
        co_return failure(accounts.error());
    for (const ServiceAccount &account : *accounts) {
        if (account.name != entry.accountName || entry.knownBefore.contains(account.id) ||
            !isSince(account.createdAt, entry))
            continue;
        entry.accountId = account.id;
        co_return Result<CreationEntry>(std::move(entry));
    }
    co_return failure(makeError(ErrorKind::NotFound, {}));
}

/// The same for a further secret of an account.
Async<CreationEntry>
findSecret(std::shared_ptr<Provider> provider, CreationEntry entry, CancelToken cancel)
{
    const auto secrets = co_await provider->listSecrets(entry.accountId, std::move(cancel));
    if (!secrets)
        co_return failure(secrets.error());
    for (const ClientSecret &secret : *secrets) {
        const bool isIt = entry.secretId.isEmpty() ? !entry.knownBefore.contains(secret.id) &&
                                                         isSince(secret.createdAt, entry)
                                                   : secret.id == entry.secretId;
        if (!isIt)
            continue;
        entry.secretId = secret.id;
        co_return Result<CreationEntry>(std::move(entry));
    }
    co_return failure(makeError(ErrorKind::NotFound, {}));
}

Async<ReconciledCreation>
reconcile(std::shared_ptr<Session> session, CreationEntry entry, CancelToken cancel)
{
    ReconciledCreation creation;
    creation.wasShown = entry.step == CreationStep::Shown;
    auto known = co_await findInKeychain(session, entry);
    if (!known)
        co_return failure(std::move(known).error());
    if (!*known) {
        const auto provider = session->provider();
        auto search = entry.kind == CreationKind::Account
                          ? findAccount(provider, entry, std::move(cancel))
                          : findSecret(provider, entry, std::move(cancel));
        auto found = co_await std::move(search);
        if (!found && found.error().kind != ErrorKind::NotFound)
            co_return failure(std::move(found).error());
        if (!found) {
            creation.entry = std::move(entry);
            co_return Result<ReconciledCreation>(std::move(creation));
        }
        entry = *std::move(found);
        // Its id was not known before, so the keychain has to be asked once more.
        known = co_await findInKeychain(session, entry);
        if (!known)
            co_return failure(std::move(known).error());
    }
    creation.fate = *known ? CreationFate::Kept : CreationFate::Lost;
    if (*known)
        creation.key = **known;
    creation.entry = std::move(entry);
    co_return Result<ReconciledCreation>(std::move(creation));
}

/// A secret that was kept before its id was learnt is moved to where it belongs. That it could not
/// be is no failure: it is found where it is.
Async<void>
nameSecret(std::shared_ptr<Session> session, std::shared_ptr<ReconciledCreation> creation)
{
    CreationEntry &entry = creation->entry;
    if (creation->fate != CreationFate::Kept || creation->key.item != unnamedSecretItem())
        co_return Result<void>();
    const auto secrets = co_await session->provider()->listSecrets(entry.accountId, CancelToken());
    if (!secrets || secrets->size() != 1)
        co_return Result<void>();
    auto read = co_await session->credentials()->read(creation->key);
    if (!read)
        co_return Result<void>();
    const auto value = std::make_shared<const Secret>(*std::move(read));
    const CredentialKey named = accountKey(*session, entry.accountId, secrets->constFirst().id);
    const auto stored = co_await storeSecret(session, named, entry.accountName, value);
    if (!stored)
        co_return Result<void>();
    entry.secretId = named.item;
    creation->key = named;
    auto removed = co_await removeStored(session, entry.accountId, unnamedSecretItem());
    co_return removed;
}

/// Writes down what is known now, so that it is not asked for again.
Result<void> note(CreationJournal &journal, const ReconciledCreation &creation)
{
    const CreationEntry &entry = creation.entry;
    if (creation.fate == CreationFate::Nothing)
        return journal.end(entry.id);
    if (creation.fate == CreationFate::Kept && entry.keychainItem != creation.key.item)
        return journal.kept(entry.id, entry.secretId, creation.key.item);
    if (entry.step != CreationStep::Intent)
        return {};
    return journal.answered(entry.id, entry.accountId, entry.secretId);
}

} // namespace

Async<QList<ReconciledCreation>>
reconcileCreations(std::shared_ptr<Session> session, CancelToken cancel)
{
    QList<ReconciledCreation> creations;
    const auto journal = session->journal();
    if (!journal)
        co_return Result<QList<ReconciledCreation>>(creations);
    const auto entries = journal->unfinished(session->connection().id);
    if (!entries)
        co_return failure(entries.error());
    for (const CreationEntry &entry : *entries) {
        auto creation = co_await reconcile(session, entry, cancel);
        if (!creation)
            co_return failure(std::move(creation).error());
        const auto shared = std::make_shared<ReconciledCreation>(*std::move(creation));
        co_await nameSecret(session, shared);
        if (auto noted = note(*journal, *shared); !noted)
            co_return failure(std::move(noted).error());
        creations.append(*shared);
    }
    co_return Result<QList<ReconciledCreation>>(std::move(creations));
}

Async<std::shared_ptr<const Secret>>
secretToShow(std::shared_ptr<Session> session, ReconciledCreation creation)
{
    auto read = co_await session->credentials()->read(creation.key);
    if (!read)
        co_return failure(std::move(read).error());
    auto secret = std::make_shared<const Secret>(*std::move(read));
    co_return Result<std::shared_ptr<const Secret>>(std::move(secret));
}

Async<void>
deleteOrphan(std::shared_ptr<Session> session, ReconciledCreation creation, CancelToken cancel)
{
    const CreationEntry entry = creation.entry;
    Async<void> removal = entry.kind == CreationKind::Account
                              ? AccountActions::remove(session, entry.accountId, std::move(cancel))
                              : AccountActions::discardSecret(
                                    session, entry.accountId, entry.secretId, std::move(cancel));
    auto removed = co_await std::move(removal);
    const bool isGone = removed || removed.error().kind == ErrorKind::NotFound;
    if (!isGone && !removed.error().doneInPart)
        co_return removed;
    auto ended = endCreation(*session, creation);
    if (ended && !isGone)
        co_return removed;
    co_return ended;
}

Result<void> endCreation(const Session &session, const ReconciledCreation &creation)
{
    if (!session.journal())
        return failure(noJournalError());
    return session.journal()->end(creation.entry.id);
}

} // namespace keywright
