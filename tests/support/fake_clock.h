#pragma once

#include "core/base/clock.h"

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

} // namespace keywright::test
