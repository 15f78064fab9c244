#include "core/lookup/pending.h"

#include <QCoreApplication>
#include <QCoro/QCoroTimer>
#include <QTimer>

namespace keywright {

QCoro::Task<void> pauseFor(std::chrono::milliseconds duration, CancelToken cancel)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(duration);
    cancel.onCancelled(&timer, [&timer] { timer.start(0); });
    co_await timer;
}

bool looksPending(const Error &error)
{
    return error.kind == ErrorKind::NotAuthenticated || error.kind == ErrorKind::NotPermitted;
}

Error cancelledWhilePending()
{
    return makeError(
        ErrorKind::Cancelled,
        QCoreApplication::translate(
            "Pending", "Cancelled while waiting for the credential to take effect."));
}

} // namespace keywright
