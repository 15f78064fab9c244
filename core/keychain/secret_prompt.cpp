#include "core/keychain/secret_prompt.h"

namespace keywright {

SecretPrompt::SecretPrompt(QDBusConnection bus, const QString &path)
{
    // Of any sender: the path is unique, and the collection's state is asked for afterwards anyway.
    bus.connect(
        QString(), path, QStringLiteral("org.freedesktop.Secret.Prompt"),
        QStringLiteral("Completed"), this, SLOT(completed(bool, QDBusVariant)));
}

void SecretPrompt::completed(bool, const QDBusVariant &)
{
    m_ended = true;
    Q_EMIT ended();
}

} // namespace keywright
