#include "core/keychain/system_keychain.h"

namespace keywright {

// These platforms have no Secret Service.
class SecretService
{
};

SystemKeychain::SystemKeychain() = default;
SystemKeychain::~SystemKeychain() = default;

QCoro::Task<KeychainState> SystemKeychain::state() const
{
    KeychainEntry entry(QStringLiteral("Keywright"), QStringLiteral("Keywright/probe"));
    const auto answer = co_await readEntry(std::move(entry), jobDeadline);
    if (!answer)
        co_return KeychainState::NotAnswering;
    switch (answer->code) {
    case KeychainAnswer::Code::NoService:
        co_return KeychainState::Missing;
    case KeychainAnswer::Code::Denied:
        co_return KeychainState::Locked;
    case KeychainAnswer::Code::Done:
    case KeychainAnswer::Code::NotFound:
    case KeychainAnswer::Code::Failed:
        break;
    }
    co_return KeychainState::Unlocked;
}

QCoro::Task<KeychainState> SystemKeychain::unlock(bool) const
{
    return state();
}

QCoro::Task<void> SystemKeychain::label(KeychainEntry, QString) const
{
    co_return;
}

} // namespace keywright
