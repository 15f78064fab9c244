#pragma once

#include "core/connection/session.h"

#include <chrono>

namespace keywright {

/// How long the end of the program, or of a session, may take for the sake of tokens that would end
/// by themselves within the hour.
inline constexpr std::chrono::milliseconds signOutDeadline{1500};

/// Session::signOut() of all at once, given up when cancelled or after `deadline`. Failures do not
/// matter: the person can do nothing about them.
Async<void> signOutAll(
    QList<std::shared_ptr<Session>> sessions, std::chrono::milliseconds deadline,
    CancelToken cancel);

} // namespace keywright
