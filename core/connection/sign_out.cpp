#include "core/connection/sign_out.h"

#include "core/connection/deadline.h"

#include <vector>

namespace keywright {

Async<void> signOutAll(
    QList<std::shared_ptr<Session>> sessions, std::chrono::milliseconds deadline,
    CancelToken cancel)
{
    const Deadline stop(deadline, cancel);
    std::vector<Async<void>> ends;
    for (const std::shared_ptr<Session> &session : std::as_const(sessions))
        ends.push_back(session->signOut(stop.token()));
    for (Async<void> &end : ends)
        co_await end;
    co_return Result<void>();
}

} // namespace keywright
