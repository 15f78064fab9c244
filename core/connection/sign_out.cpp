#include "core/connection/sign_out.h"

#include <QTimer>

#include <vector>

namespace keywright {

Async<void> signOutAll(
    QList<std::shared_ptr<Session>> sessions, std::chrono::milliseconds deadline,
    CancelToken cancel)
{
    CancelSource stop;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&stop] { stop.cancel(); });
    // By way of the timer, so that nobody continues inside the call that cancels.
    cancel.onCancelled(&timer, [&timer] { timer.start(0); });
    if (!cancel.isCancelled())
        timer.start(deadline);
    std::vector<Async<void>> ends;
    for (const std::shared_ptr<Session> &session : std::as_const(sessions))
        ends.push_back(session->signOut(stop.token()));
    for (Async<void> &end : ends)
        co_await end;
    co_return Result<void>();
}

} // namespace keywright
