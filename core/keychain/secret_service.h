#pragma once

#include "core/keychain/credential_store.h"

#include <QDBusConnection>
#include <QMap>
#include <QObject>

#include <chrono>

class QDBusMessage;

namespace keywright {

/// Asks the freedesktop.org Secret Service (gnome-keyring, KWallet, KeePassXC) over D-Bus what
/// libsecret does not tell: whether it is there, answers, and is unlocked. Specification:
/// https://specifications.freedesktop.org/secret-service/
class SecretService : public QObject, public std::enable_shared_from_this<SecretService>
{
    Q_OBJECT

public:
    struct Deadlines
    {
        std::chrono::milliseconds answer{2'500};  ///< of one call
        std::chrono::milliseconds prompt{60'000}; ///< while a prompt is open
    };

    SecretService(const QDBusConnection &bus, Deadlines deadlines);

    /// A service without a default collection counts as locked: making one needs a password.
    QCoro::Task<KeychainState> state();
    /// Asks the person to unlock the default collection; when there is none, to make one if
    /// `mayCreate`. Returns the state afterwards.
    QCoro::Task<KeychainState> unlock(bool mayCreate);
    /// Names the items with these attributes for the system's password program. Best effort.
    QCoro::Task<void> label(QMap<QString, QString> attributes, QString text);

private:
    struct Collection
    {
        KeychainState state = KeychainState::Missing;
        QString path; ///< empty when there is none
    };

    QCoro::Task<Collection> defaultCollection();
    QCoro::Task<QDBusMessage> call(QDBusMessage message);
    QCoro::Task<void> runPrompt(QString path);

    QDBusConnection m_bus;
    Deadlines m_deadlines;
};

} // namespace keywright
