#pragma once

#include "core/base/error.h"

namespace keywright::cli {

/// The documented exit statuses.
enum ExitStatus {
    Done = 0,
    InvalidUsage = 2,
    NotAuthenticated = 3,
    NotPermitted = 4,
    NotFound = 5,
    ConflictOrLimit = 6,
    Unreachable = 7,
    ProviderFailed = 8,
    KeychainFailed = 9,
    DoneInPart = 10,
    Interrupted = 130,
};

ExitStatus exitStatus(const Error &error);

} // namespace keywright::cli
