#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"

#include <QDBusConnection>
#include <QMap>

namespace keywright {

/// The value of the first unlocked item of the Secret Service with these attributes. NotFound when
/// there is none; a Keychain error when it is locked, or the service absent or silent. The value
/// travels as it is, over the bus of this user.
Async<Secret> readSecretItem(QDBusConnection bus, QMap<QString, QString> attributes);

} // namespace keywright
