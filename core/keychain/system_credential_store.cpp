#include "core/keychain/system_credential_store.h"

#include "core/keychain/keychain_error.h"
#include "core/keychain/keychain_job.h"
#include "core/keychain/presence_index.h"
#include "core/keychain/system_keychain.h"
#include "core/keychain/turnstile.h"

#include <QUrl>

namespace keywright {

namespace {

using Code = KeychainAnswer::Code;
using Answer = std::optional<KeychainAnswer>;

#ifdef Q_OS_WIN
constexpr std::size_t valueCap = 2560; // CRED_MAX_CREDENTIAL_BLOB_SIZE
#else
constexpr std::size_t valueCap = 64 * 1024;
#endif

/// Each key carries the service as well, because Windows knows no services.
QString entryName(const QString &service, const CredentialKey &key)
{
    QStringList parts{service};
    for (const QString &part : {key.connectionId, key.owner, key.item})
        parts.append(QString::fromLatin1(QUrl::toPercentEncoding(part)));
    return parts.join(QLatin1Char('/'));
}

/// What an answer that is not the hoped for one means.
Error refusal(KeychainOperation operation, const Answer &answer)
{
    if (!answer)
        return keychainError(operation, KeychainProblem::NotAnswering);
    switch (answer->code) {
    case Code::NoService:
        return keychainError(operation, KeychainProblem::Missing);
    case Code::Denied:
        return keychainError(operation, KeychainProblem::Denied);
    case Code::NotFound:
        return keychainError(operation, KeychainProblem::Vanished);
    case Code::Done:
    case Code::Failed:
        return keychainError(operation, KeychainProblem::Failed, answer->detail);
    }
    Q_UNREACHABLE();
}

std::optional<Error> stateProblem(KeychainOperation operation, KeychainState state)
{
    switch (state) {
    case KeychainState::Unlocked:
        return std::nullopt;
    case KeychainState::Locked:
        return keychainError(operation, KeychainProblem::Locked);
    case KeychainState::Missing:
        return keychainError(operation, KeychainProblem::Missing);
    case KeychainState::NotAnswering:
        return keychainError(operation, KeychainProblem::NotAnswering);
    }
    Q_UNREACHABLE();
}

} // namespace

/// What the operations share; they keep it alive.
class SystemCredentialStore::Keyring : public std::enable_shared_from_this<Keyring>
{
public:
    Keyring(QString service, const QString &indexFile)
        : m_service(std::move(service))
        , m_index(indexFile)
    {
    }

    Async<Secret> read(CredentialKey key);
    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret);
    Async<void> remove(CredentialKey key);
    Async<KeychainState> probe();
    const PresenceIndex &index() const { return m_index; }

private:
    KeychainEntry entry(const CredentialKey &key) const;
    Async<void> makeReady(KeychainOperation operation, int refusalsSeen);
    Async<void> verifyWritten(CredentialKey key, std::shared_ptr<const Secret> secret);
    Async<void> verifyRemoved(CredentialKey key);
    Async<void> confirmAbsent(CredentialKey key);

    QString m_service;
    PresenceIndex m_index;
    SystemKeychain m_system;
    std::shared_ptr<Turnstile> m_turnstile = std::make_shared<Turnstile>();
    /// How often unlocking failed. Those who waited meanwhile do not ask again, or the person would
    /// have to dismiss one prompt for each of them.
    int m_refusals = 0;
};

KeychainEntry SystemCredentialStore::Keyring::entry(const CredentialKey &key) const
{
    return KeychainEntry(m_service, entryName(m_service, key));
}

Async<void> SystemCredentialStore::Keyring::makeReady(KeychainOperation operation, int refusalsSeen)
{
    KeychainState state = co_await m_system.state();
    if (state == KeychainState::Locked && m_refusals == refusalsSeen) {
        // Only something to store is worth making a keychain for.
        state = co_await m_system.unlock(operation == KeychainOperation::Write);
        if (state != KeychainState::Unlocked)
            ++m_refusals;
    }
    if (auto problem = stateProblem(operation, state))
        co_return failure(std::move(*problem));
    co_return Result<void>();
}

Async<Secret> SystemCredentialStore::Keyring::read(CredentialKey key)
{
    const auto self = shared_from_this();
    const int refusals = m_refusals;
    const auto turn = co_await Turnstile::enter(m_turnstile);
    auto ready = co_await makeReady(KeychainOperation::Read, refusals);
    if (!ready)
        co_return failure(std::move(ready).error());
    Answer answer = co_await readEntry(entry(key), SystemKeychain::jobDeadline);
    if (answer && answer->code == Code::Done)
        co_return Result<Secret>(std::move(answer->value));
    if (answer && answer->code == Code::NotFound) {
        const auto marked = m_index.contains(key);
        if (!marked)
            co_return failure(marked.error());
        if (!*marked)
            co_return failure(neverStoredError());
        auto absent = co_await confirmAbsent(key);
        co_return failure(std::move(absent).error());
    }
    co_return failure(refusal(KeychainOperation::Read, answer));
}

/// It is marked, and the keychain does not find it. That counts only of what was never seen there,
/// as a process ended while it wrote, and only from a keychain that is still unlocked.
Async<void> SystemCredentialStore::Keyring::confirmAbsent(CredentialKey key)
{
    constexpr auto reading = KeychainOperation::Read;
    const auto wasThere = m_index.isConfirmed(key);
    if (!wasThere)
        co_return failure(wasThere.error());
    if (*wasThere)
        co_return failure(keychainError(reading, KeychainProblem::Vanished));
    const KeychainState state = co_await m_system.state();
    if (auto problem = stateProblem(reading, state))
        co_return failure(std::move(*problem));
    co_return failure(neverStoredError());
}

Async<void> SystemCredentialStore::Keyring::write(
    StoredCredential credential, std::shared_ptr<const Secret> secret)
{
    const auto self = shared_from_this();
    constexpr auto writing = KeychainOperation::Write;
    if (secret->size() > valueCap)
        co_return failure(keychainError(writing, KeychainProblem::TooLarge));
    const int refusals = m_refusals;
    const auto turn = co_await Turnstile::enter(m_turnstile);
    auto ready = co_await makeReady(writing, refusals);
    if (!ready)
        co_return ready;
    // Before the write: whatever becomes of it, an entry that may exist is in the index.
    const auto wasMarked = m_index.contains(credential.key);
    if (!wasMarked)
        co_return failure(wasMarked.error());
    if (auto marked = m_index.mark(credential); !marked)
        co_return marked;
    Answer answer = co_await writeEntry(entry(credential.key), secret, SystemKeychain::jobDeadline);
    if (!answer || answer->code != Code::Done) {
        // A write that did not answer may still land, so its mark stays.
        if (answer && !*wasMarked)
            (void)m_index.unmark(credential.key);
        co_return failure(refusal(writing, answer));
    }
    auto verified = co_await verifyWritten(credential.key, secret);
    if (!verified)
        co_return verified;
    (void)m_index.confirm(credential.key); // Unconfirmed it is found all the same.
    co_await m_system.label(entry(credential.key), credential.label);
    co_return verified;
}

Async<void> SystemCredentialStore::Keyring::verifyWritten(
    CredentialKey key, std::shared_ptr<const Secret> secret)
{
    const Answer back = co_await readEntry(entry(key), SystemKeychain::jobDeadline);
    if (back && back->code == Code::Done && back->value == *secret)
        co_return Result<void>();
    if (!back)
        co_return failure(refusal(KeychainOperation::Write, back));
    co_return failure(keychainError(KeychainOperation::Write, KeychainProblem::Unverified));
}

Async<void> SystemCredentialStore::Keyring::remove(CredentialKey key)
{
    const auto self = shared_from_this();
    constexpr auto removing = KeychainOperation::Remove;
    const int refusals = m_refusals;
    const auto turn = co_await Turnstile::enter(m_turnstile);
    auto ready = co_await makeReady(removing, refusals);
    if (!ready)
        co_return ready;
    const Answer answer = co_await removeEntry(entry(key), SystemKeychain::jobDeadline);
    if (!answer || (answer->code != Code::Done && answer->code != Code::NotFound))
        co_return failure(refusal(removing, answer));
    auto verified = co_await verifyRemoved(key);
    if (!verified)
        co_return verified;
    co_return m_index.unmark(key);
}

Async<void> SystemCredentialStore::Keyring::verifyRemoved(CredentialKey key)
{
    constexpr auto removing = KeychainOperation::Remove;
    const Answer back = co_await readEntry(entry(key), SystemKeychain::jobDeadline);
    if (!back)
        co_return failure(refusal(removing, back));
    if (back->code != Code::NotFound)
        co_return failure(keychainError(removing, KeychainProblem::Unverified));
    // "Not found" counts only if it was said by a keychain that is still unlocked.
    const KeychainState state = co_await m_system.state();
    if (auto problem = stateProblem(removing, state))
        co_return failure(std::move(*problem));
    co_return Result<void>();
}

Async<KeychainState> SystemCredentialStore::Keyring::probe()
{
    const auto self = shared_from_this();
    const KeychainState state = co_await m_system.state();
    co_return Result<KeychainState>(state);
}

SystemCredentialStore::SystemCredentialStore(const QString &service, const QString &indexFile)
    : m_keyring(std::make_shared<Keyring>(service, indexFile))
{
}

SystemCredentialStore::~SystemCredentialStore() = default;

Async<Secret> SystemCredentialStore::read(CredentialKey key)
{
    return m_keyring->read(std::move(key));
}

Async<void>
SystemCredentialStore::write(StoredCredential credential, std::shared_ptr<const Secret> secret)
{
    return m_keyring->write(std::move(credential), std::move(secret));
}

Async<void> SystemCredentialStore::remove(CredentialKey key)
{
    return m_keyring->remove(std::move(key));
}

Async<KeychainState> SystemCredentialStore::probe()
{
    return m_keyring->probe();
}

Result<QList<StoredCredential>> SystemCredentialStore::stored(const QString &connectionId) const
{
    auto all = m_keyring->index().entries();
    if (!all)
        return all;
    all->removeIf([&connectionId](const StoredCredential &credential) {
        return credential.key.connectionId != connectionId;
    });
    return all;
}

} // namespace keywright
