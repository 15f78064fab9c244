#pragma once

#include "core/base/error.h"

namespace keywright {

enum class KeychainOperation { Read, Write, Remove };

enum class KeychainProblem {
    Missing,      ///< no keychain service on this system
    Locked,       ///< it has to be unlocked, and asking for it failed or was dismissed
    Denied,       ///< the keychain refused this program
    NotAnswering, ///< no answer within the deadline
    Vanished,     ///< what was stored is not found, which locked keychains say as well
    Unverified,   ///< reading back did not show what was done
    TooLarge,     ///< above what this system's keychain takes
    Failed        ///< something else
};

/// The one place with the sentences for a keychain that did not do what was asked. `detail` is the
/// system's own text, for KeychainProblem::Failed only.
Error keychainError(
    KeychainOperation operation, KeychainProblem problem, const QString &detail = {});

/// NotFound: a secret that was never stored here.
Error neverStoredError();

} // namespace keywright
