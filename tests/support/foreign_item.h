#pragma once

#include <QByteArray>
#include <QDBusConnection>
#include <QMap>

namespace keywright::test {

/// Puts an item into the default keyring of the Secret Service on `bus`, as another program does.
bool storeForeignItem(
    const QDBusConnection &bus, const QMap<QString, QString> &attributes, const QByteArray &value);

} // namespace keywright::test
