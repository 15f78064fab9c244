#pragma once

#include <coroutine>
#include <utility>

namespace keywright {

/// Lets one coroutine sleep (`co_await wakeUp.sleep()`) until somebody calls wake(). The coroutine
/// continues inside that call, and may destroy this object there. Waking twice, or before anybody
/// sleeps, is fine.
class WakeUp
{
public:
    /// Refers to its WakeUp and may be copied, as compilers do with what is awaited.
    class Sleep
    {
    public:
        explicit Sleep(WakeUp &wakeUp)
            : m_wakeUp(&wakeUp)
        {
        }

        bool await_ready() const noexcept { return m_wakeUp->m_woken; }
        void await_suspend(std::coroutine_handle<> sleeper) noexcept
        {
            m_wakeUp->m_sleeper = sleeper;
        }
        void await_resume() const noexcept {}

    private:
        WakeUp *m_wakeUp;
    };

    WakeUp() = default;
    WakeUp(const WakeUp &) = delete;
    WakeUp &operator=(const WakeUp &) = delete;

    Sleep sleep() { return Sleep(*this); }

    void wake()
    {
        m_woken = true;
        if (m_sleeper)
            std::exchange(m_sleeper, {}).resume();
    }

private:
    std::coroutine_handle<> m_sleeper;
    bool m_woken = false;
};

} // namespace keywright
