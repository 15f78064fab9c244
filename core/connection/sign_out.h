#pragma once

#include "core/connection/session.h"

namespace keywright {

/// Session::signOut() of all at once, given up when cancelled or after `deadline`. Failures do not
/// matter: the person can do nothing about them.
Async<void> signOutAll(
    QList<std::shared_ptr<Session>> sessions, std::chrono::milliseconds deadline,
    CancelToken cancel);

} // namespace keywright
