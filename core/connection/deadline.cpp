#include "core/connection/deadline.h"

namespace keywright {

Deadline::Deadline(std::chrono::milliseconds time, const CancelToken &cancel)
{
    m_timer.setSingleShot(true);
    QObject::connect(
        &m_timer, &QTimer::timeout, &m_timer, [stop = m_stop]() mutable { stop.cancel(); });
    // By way of the timer, so that nobody continues inside the call that cancels.
    cancel.onCancelled(&m_timer, [this] { m_timer.start(0); });
    if (!cancel.isCancelled())
        m_timer.start(time);
}

} // namespace keywright
