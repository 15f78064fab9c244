#pragma once

#include "core/keychain/keychain_error.h"
#include "core/keychain/memory_credential_store.h"
#include "tests/support/gate.h"

#include <QCoro/QCoroSignal>
#include <QStringList>

#include <utility>

namespace keywright::test {

/// A keychain in memory that notes each access in `log` ("write secret-1"), and refuses some.
class FaultyCredentialStore : public CredentialStore
{
public:
    explicit FaultyCredentialStore(std::shared_ptr<QStringList> log)
        : m_log(std::move(log))
    {
    }

    Async<Secret> read(CredentialKey key) override
    {
        m_log->append(QStringLiteral("read ") + key.item);
        if (const auto gate = m_gate)
            co_await qCoro(gate.get(), &Gate::opened);
        if (refuseReads)
            co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::Locked));
        auto read = co_await m_memory.read(std::move(key));
        co_return read;
    }

    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret) override
    {
        m_log->append(QStringLiteral("write ") + credential.key.item);
        if (refuseWrites)
            co_return failure(keychainError(KeychainOperation::Write, KeychainProblem::Locked));
        auto written = co_await m_memory.write(std::move(credential), std::move(secret));
        co_return written;
    }

    Async<void> remove(CredentialKey key) override
    {
        m_log->append(QStringLiteral("remove ") + key.item);
        if (refuseRemovals)
            co_return failure(keychainError(KeychainOperation::Remove, KeychainProblem::Locked));
        auto removed = co_await m_memory.remove(std::move(key));
        co_return removed;
    }

    Async<KeychainState> probe() override { co_return Result<KeychainState>(state); }

    Result<QList<StoredCredential>> stored(const QString &connectionId) const override
    {
        if (unreadableIndex)
            return failure(makeError(
                ErrorKind::Storage, QStringLiteral("The list of stored secrets is damaged."),
                QStringLiteral("Look into the keychain.")));
        return m_memory.stored(connectionId);
    }

    /// Reads wait until they are let go.
    void holdReads() { m_gate = std::make_shared<Gate>(); }
    void releaseReads()
    {
        if (const auto gate = std::exchange(m_gate, nullptr))
            Q_EMIT gate->opened();
    }

    KeychainState state = KeychainState::Unlocked;
    bool refuseReads = false;
    bool refuseWrites = false;
    bool refuseRemovals = false;
    bool unreadableIndex = false;

private:
    std::shared_ptr<QStringList> m_log;
    std::shared_ptr<Gate> m_gate;
    MemoryCredentialStore m_memory;
};

} // namespace keywright::test
