#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/connection/connection.h"

#include <QProcessEnvironment>

namespace keywright::cli {

/// A connection and its credential as the environment describes them.
struct EnvironmentConnection
{
    Connection connection;
    Secret secret;
};

/// First hit wins: the KEYWRIGHT_ names, then the vendors' own. An InvalidInput error names what is
/// missing.
Result<EnvironmentConnection> connectionFromEnvironment(const QProcessEnvironment &environment);

} // namespace keywright::cli
