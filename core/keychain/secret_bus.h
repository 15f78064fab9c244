#pragma once

#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QList>
#include <QString>

namespace keywright {

/// A call to the Secret Service. Source: freedesktop.org, Secret Service API.
/// @param interface  without "org.freedesktop.", for example "Secret.Service"
QDBusMessage
secretServiceCall(const QString &path, const QString &interface, const QString &method);

/// The list of object paths at `index` of an answer; the answer must have that many arguments.
QList<QDBusObjectPath> pathsAt(const QDBusMessage &answer, qsizetype index);

} // namespace keywright
