#pragma once

#include <QDateTime>

#include <atomic>
#include <chrono>

namespace keywright::sandbox {

/// The server's idea of the time, which a skew can set apart from that of the machine. Safe to use
/// from several threads.
class ServerClock
{
public:
    explicit ServerClock(int skewSeconds = 0)
        : m_skewMs(qint64(skewSeconds) * 1000)
    {
    }

    /// Milliseconds since the epoch.
    qint64 nowMs() const { return QDateTime::currentMSecsSinceEpoch() + m_skewMs; }

    /// Lets time pass at once, so that what takes an hour or a week can be watched.
    void advance(std::chrono::seconds time) { m_skewMs += time.count() * 1000; }

private:
    std::atomic<qint64> m_skewMs;
};

} // namespace keywright::sandbox
