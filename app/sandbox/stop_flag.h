#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace keywright::sandbox {

/// Lets threads wait in a way that stopping the sandbox ends at once.
class StopFlag
{
public:
    void raise()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_raised = true;
        }
        m_changed.notify_all();
    }

    bool isRaised() const
    {
        const std::lock_guard lock(m_mutex);
        return m_raised;
    }

    /// Returns false when the wait was cut short.
    bool waitFor(std::chrono::milliseconds time)
    {
        std::unique_lock lock(m_mutex);
        return !m_changed.wait_for(lock, time, [this] { return m_raised; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_raised = false;
};

} // namespace keywright::sandbox
