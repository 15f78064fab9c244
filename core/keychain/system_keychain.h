#pragma once

#include "core/keychain/credential_store.h"
#include "core/keychain/keychain_job.h"

#include <chrono>

namespace keywright {

class SecretService;

/// What this platform tells of its keychain beside the entries. Where it tells nothing (Windows,
/// macOS) the state is found by trying to read an entry, and the system itself asks for unlocking
/// during a job.
class SystemKeychain
{
public:
#ifdef Q_OS_MACOS
    // The system's own prompt may be open during any job, and nothing tells whether it is.
    static constexpr std::chrono::milliseconds jobDeadline{60'000};
#else
    static constexpr std::chrono::milliseconds jobDeadline{3'000};
#endif

    SystemKeychain();
    ~SystemKeychain();
    SystemKeychain(const SystemKeychain &) = delete;
    SystemKeychain &operator=(const SystemKeychain &) = delete;

    QCoro::Task<KeychainState> state() const;
    /// Lets the person unlock the keychain, or make one if there is none and `mayCreate`, as long
    /// as the prompt stays open but a minute at most.
    QCoro::Task<KeychainState> unlock(bool mayCreate) const;
    /// Names an entry for the system's password program, where that is possible.
    QCoro::Task<void> label(KeychainEntry entry, QString text) const;

private:
    SecretService &service() const;

    /// Made at the first use: connecting to the bus blocks, and the start of a program must not.
    mutable std::shared_ptr<SecretService> m_service;
};

} // namespace keywright
