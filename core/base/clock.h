#pragma once

#include <QDateTime>

#include <chrono>

namespace keywright {

/// The one place that reads the time.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall clock, UTC.
    virtual QDateTime now() const = 0;

    /// Monotonic time since an arbitrary start; for measuring durations and for expiry in this
    /// process.
    virtual std::chrono::milliseconds elapsed() const = 0;
};

class SystemClock : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds elapsed() const override;
};

} // namespace keywright
