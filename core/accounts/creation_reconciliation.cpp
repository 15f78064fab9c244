#include "core/accounts/creation_reconciliation.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/accounts/creation_narrowing.h"
#include "core/accounts/creation_window.h"
#include "core/accounts/secret_keeping.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

void name(CreationEntry &entry, const QString &id)
{
    (entry.kind == CreationKind::Account ? entry.accountId : entry.secretId) = id;
}

/// Entries of the keychain that may hold the secret, by what the local index knows.
Result<QList<CredentialKey>> possibleKeys(const Session &session, const CreationEntry &entry)
{
    QList<CredentialKey> keys;
    const auto stored = storedOf(session, entry.accountId);
    if (!stored)
        return failure(stored.error());
    const auto others = session.journal()->madeByOthers(entry);
    if (!others)
        return failure(others.error());
    const QStringList own{entry.keychainItem, entry.secretId};
    const bool isFirst = entry.kind == CreationKind::Account;
    for (const StoredCredential &credential : *stored) {
        const QString &item = credential.key.item;
        // A further secret rests under its own id. That of a new account does so as well once the
        // id is known; until then it may be under any that is not of a secret made later.
        const bool mayBeFirst = isFirst && (item == unnamedSecretItem() ||
                                            (entry.secretId.isEmpty() && !others->contains(item)));
        if (own.contains(item) || mayBeFirst)
            keys.append(credential.key);
    }
    // Where it was put comes first: what else there is may be of others.
    std::stable_partition(keys.begin(), keys.end(), [&entry](const CredentialKey &key) {
        return key.item == entry.keychainItem;
    });
    return keys;
}

/// The key under which the keychain really holds the secret; empty when it does not.
Async<std::optional<CredentialKey>>
findInKeychain(std::shared_ptr<Session> session, CreationEntry entry)
{
    const auto keys = possibleKeys(*session, entry);
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

/// Whether the server still has what it told the id of.
Async<bool> isThere(std::shared_ptr<Provider> provider, CreationEntry entry, CancelToken cancel)
{
    if (entry.kind == CreationKind::Account) {
        const auto account = co_await provider->account(entry.accountId, std::move(cancel));
        if (!account && account.error().kind != ErrorKind::NotFound)
            co_return failure(account.error());
        co_return Result<bool>(account.has_value());
    }
    const auto secrets = co_await provider->listSecrets(entry.accountId, std::move(cancel));
    if (!secrets && secrets.error().kind != ErrorKind::NotFound)
        co_return failure(secrets.error());
    bool found = false;
    for (const ClientSecret &secret : secrets.value_or(QList<ClientSecret>()))
        found = found || secret.id == entry.secretId;
    co_return Result<bool>(found);
}

/// All accounts of the name, or all secrets of the account.
Async<QList<CreationCandidate>>
listKind(std::shared_ptr<Provider> provider, CreationEntry entry, CancelToken cancel)
{
    QList<CreationCandidate> listed;
    if (entry.kind == CreationKind::Account) {
        const auto accounts = co_await provider->listAccounts(entry.accountName, std::move(cancel));
        if (!accounts)
            co_return failure(accounts.error());
        // The server matches parts, and descriptions and ids as well.
        for (const ServiceAccount &account : *accounts) {
            if (account.name == entry.accountName)
                listed.append({account.id, account.createdAt});
        }
        co_return Result<QList<CreationCandidate>>(std::move(listed));
    }
    const auto secrets = co_await provider->listSecrets(entry.accountId, std::move(cancel));
    if (!secrets)
        co_return failure(secrets.error());
    for (const ClientSecret &secret : *secrets)
        listed.append({secret.id, secret.createdAt});
    co_return Result<QList<CreationCandidate>>(std::move(listed));
}

/// What nobody told the id of. The fate Lost means that the keychain has not been asked yet.
Async<ReconciledCreation>
search(std::shared_ptr<Session> session, CreationEntry entry, CancelToken cancel)
{
    ReconciledCreation creation;
    creation.entry = entry;
    auto found = co_await creationCandidates(session, entry, std::move(cancel));
    if (!found && found.error().kind != ErrorKind::NotFound)
        co_return failure(std::move(found).error());
    if (!found) // Its account is gone, and nothing can come any more.
        co_return Result<ReconciledCreation>(std::move(creation));
    if (found->isEmpty()) {
        const bool isOver = creationWindow(*session, entry).isOver();
        creation.fate = isOver ? CreationFate::Nothing : CreationFate::Open;
    } else if (found->size() > 1) {
        creation.fate = CreationFate::Several;
        creation.candidates = *std::move(found);
    } else {
        creation.fate = CreationFate::Lost;
        creation.isGuess = true;
        name(creation.entry, found->constFirst().id);
    }
    co_return Result<ReconciledCreation>(std::move(creation));
}

/// The same for what is in the keychain, or on the server under the id that it told.
Async<ReconciledCreation>
lookAt(std::shared_ptr<Session> session, ReconciledCreation creation, CancelToken cancel)
{
    auto known = co_await findInKeychain(session, creation.entry);
    if (!known)
        co_return failure(std::move(known).error());
    if (*known) {
        creation.fate = CreationFate::Kept;
        creation.isGuess = false;
        creation.key = **known;
        co_return Result<ReconciledCreation>(std::move(creation));
    }
    if (creation.isGuess)
        co_return Result<ReconciledCreation>(std::move(creation));
    const auto there = co_await isThere(session->provider(), creation.entry, std::move(cancel));
    if (!there)
        co_return failure(there.error());
    creation.fate = *there ? CreationFate::Lost : CreationFate::Nothing;
    co_return Result<ReconciledCreation>(std::move(creation));
}

Async<ReconciledCreation>
reconcile(std::shared_ptr<Session> session, CreationEntry entry, CancelToken cancel)
{
    ReconciledCreation creation;
    creation.entry = entry;
    if (entry.madeId().isEmpty()) {
        auto searched = co_await search(session, entry, cancel);
        if (!searched || searched->fate != CreationFate::Lost)
            co_return searched;
        creation = *std::move(searched);
    }
    creation.wasShown = entry.step == CreationStep::Shown;
    auto seen = co_await lookAt(session, std::move(creation), cancel);
    if (!seen)
        co_return seen;
    creation = *std::move(seen);
    auto narrowed =
        co_await narrowedToSecret(std::move(session), std::move(creation), std::move(cancel));
    co_return narrowed;
}

/// The id of the secret that a new account was made with: the only one it has, from that time.
QString
firstSecret(const Session &session, const CreationEntry &entry, const QList<ClientSecret> &secrets)
{
    if (secrets.size() != 1)
        return {};
    const ClientSecret &only = secrets.constFirst();
    return creationWindow(session, entry).mayHold(only.createdAt) ? only.id : QString();
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
    const QString id = secrets ? firstSecret(*session, entry, *secrets) : QString();
    if (id.isEmpty())
        co_return Result<void>();
    const CredentialKey named = accountKey(*session, entry.accountId, id);
    const auto moved = co_await moveSecret(session, creation->key, named, entry.accountName);
    if (!moved)
        co_return Result<void>();
    entry.secretId = named.item;
    creation->key = named;
    co_return Result<void>();
}

/// Writes down what is known now, so that it is not asked for again. What is only likely is not
/// known: it is looked for each time, as another thing may appear that it can be.
Result<void> note(CreationJournal &journal, const ReconciledCreation &creation)
{
    const CreationEntry &entry = creation.entry;
    if (creation.fate == CreationFate::Nothing)
        return journal.end(entry.id);
    if (creation.fate != CreationFate::Kept || entry.keychainItem == creation.key.item)
        return {};
    if (entry.step == CreationStep::Intent) {
        const auto answered = journal.answered(entry.id, entry.accountId, entry.secretId);
        if (!answered)
            return answered;
    }
    return journal.kept(entry.id, entry.secretId, creation.key.item);
}

} // namespace

Async<QList<CreationCandidate>>
creationCandidates(std::shared_ptr<Session> session, CreationEntry entry, CancelToken cancel)
{
    auto found = co_await listKind(session->provider(), entry, std::move(cancel));
    if (!found)
        co_return found;
    const auto others = session->journal()->madeByOthers(entry);
    if (!others)
        co_return failure(others.error());
    const CreationWindow window = creationWindow(*session, entry);
    const QString told = entry.madeId();
    found->removeIf([&](const CreationCandidate &candidate) {
        if (!told.isEmpty())
            return candidate.id != told;
        return entry.knownBefore.contains(candidate.id) || others->contains(candidate.id) ||
               !window.mayHold(candidate.createdAt);
    });
    co_return found;
}

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

Result<void> chooseCandidate(
    const Session &session, const ReconciledCreation &creation, const CreationCandidate &chosen)
{
    if (!session.journal())
        return failure(noJournalError());
    CreationEntry entry = creation.entry;
    name(entry, chosen.id);
    return session.journal()->answered(entry.id, entry.accountId, entry.secretId);
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
    if (creation.fate != CreationFate::Lost)
        co_return failure(nothingToCleanUpError());
    if (!session->journal())
        co_return failure(noJournalError());
    const auto now = co_await narrowedToSecret(session, creation, cancel);
    if (!now)
        co_return failure(now.error());
    // The account has come into use since the look that offered to delete it.
    if (now->fate != creation.fate || now->entry.kind != creation.entry.kind)
        co_return failure(accountInUseError(creation.entry.accountName));
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
