#include "core/keychain/secret_service.h"
#include "core/keychain/system_keychain.h"

namespace keywright {

SystemKeychain::SystemKeychain() = default;
SystemKeychain::~SystemKeychain() = default;

SecretService &SystemKeychain::service() const
{
    if (!m_service)
        m_service = std::make_shared<SecretService>(
            QDBusConnection::sessionBus(), SecretService::Deadlines());
    return *m_service;
}

QCoro::Task<KeychainState> SystemKeychain::state() const
{
    return service().state();
}

QCoro::Task<KeychainState> SystemKeychain::unlock(bool mayCreate) const
{
    return service().unlock(mayCreate);
}

QCoro::Task<void> SystemKeychain::label(KeychainEntry entry, QString text) const
{
    // The attributes that QtKeychain gives its items.
    QMap<QString, QString> attributes;
    attributes.insert(QStringLiteral("server"), entry.service);
    attributes.insert(QStringLiteral("user"), entry.key);
    return service().label(std::move(attributes), std::move(text));
}

} // namespace keywright
