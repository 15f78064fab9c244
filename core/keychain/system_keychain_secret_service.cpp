#include "core/keychain/secret_service.h"
#include "core/keychain/system_keychain.h"

namespace keywright {

SystemKeychain::SystemKeychain()
    : m_service(std::make_shared<SecretService>(QDBusConnection::sessionBus()))
{
}

SystemKeychain::~SystemKeychain() = default;

QCoro::Task<KeychainState> SystemKeychain::state() const
{
    return m_service->state();
}

QCoro::Task<KeychainState> SystemKeychain::unlock() const
{
    return m_service->unlock();
}

QCoro::Task<void> SystemKeychain::label(KeychainEntry entry, QString text) const
{
    // The attributes that QtKeychain gives its items.
    QMap<QString, QString> attributes;
    attributes.insert(QStringLiteral("server"), entry.service);
    attributes.insert(QStringLiteral("user"), entry.key);
    return m_service->label(std::move(attributes), std::move(text));
}

} // namespace keywright
