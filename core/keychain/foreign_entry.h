#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"

namespace keywright {

/// Reads an entry of the system's keychain that another program has made under a service and a user
/// name, as Go's keyring library does. NotFound when there is none, else a Keychain error.
Async<Secret> readForeignEntry(QString service, QString user);

} // namespace keywright
