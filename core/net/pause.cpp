#include "core/net/pause.h"

#include "core/net/wake_up.h"

#include <QTimer>

namespace keywright {

QCoro::Task<void> pause(std::chrono::milliseconds time, CancelToken cancel)
{
    if (cancel.isCancelled())
        co_return;
    WakeUp wakeUp;
    QTimer timer;
    timer.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [&wakeUp] { wakeUp.wake(); });
    // By way of the timer, so that nobody continues inside the call that cancels.
    cancel.onCancelled(&timer, [&timer] { timer.start(0); });
    timer.start(time);
    co_await wakeUp.sleep();
}

} // namespace keywright
