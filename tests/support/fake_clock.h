#pragma once

#include "core/base/clock.h"

#include <memory>
#include <utility>

namespace keywright::test {

/// Stands still until it is told to go on.
class FakeClock : public Clock
{
public:
    QDateTime now() const override { return m_start.addMSecs(m_elapsed.count()); }
    std::chrono::milliseconds elapsed() const override { return m_elapsed; }

    void advance(std::chrono::milliseconds time) { m_elapsed += time; }

private:
    QDateTime m_start{QDate(2030, 1, 1), QTime(12, 0), Qt::UTC};
    std::chrono::milliseconds m_elapsed{1'000};
};

/// Another clock's time, and so much more.
class LaterClock : public Clock
{
public:
    LaterClock(std::shared_ptr<const Clock> clock, std::chrono::milliseconds later)
        : m_clock(std::move(clock))
        , m_later(later)
    {
    }

    QDateTime now() const override { return m_clock->now().addMSecs(m_later.count()); }
    std::chrono::milliseconds elapsed() const override { return m_clock->elapsed() + m_later; }

private:
    std::shared_ptr<const Clock> m_clock;
    std::chrono::milliseconds m_later;
};

} // namespace keywright::test
