#pragma once

#include <QDateTime>

namespace keywright::sandbox {

/// The server's idea of the time, which a skew can set apart from that of the machine.
class ServerClock
{
public:
    explicit ServerClock(int skewSeconds = 0)
        : m_skewMs(qint64(skewSeconds) * 1000)
    {
    }

    /// Milliseconds since the epoch.
    qint64 nowMs() const { return QDateTime::currentMSecsSinceEpoch() + m_skewMs; }

private:
    qint64 m_skewMs;
};

} // namespace keywright::sandbox
