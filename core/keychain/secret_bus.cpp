#include "core/keychain/secret_bus.h"

#include <QDBusArgument>

namespace keywright {

QDBusMessage secretServiceCall(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), path,
        QStringLiteral("org.freedesktop.") + interface, method);
}

QList<QDBusObjectPath> pathsAt(const QDBusMessage &answer, qsizetype index)
{
    return qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().at(index));
}

} // namespace keywright
