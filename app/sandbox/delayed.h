#pragma once

#include <QtGlobal>

#include <utility>

namespace keywright::sandbox {

/// A value whose change takes effect a while after it was made. All times are milliseconds since
/// the epoch.
template <class T> struct Delayed
{
    T current{};
    T previous{};
    qint64 effectiveFromMs = 0;

    Delayed() = default;
    explicit Delayed(T value)
        : current(value)
        , previous(std::move(value))
    {
    }

    const T &effective(qint64 nowMs) const { return nowMs >= effectiveFromMs ? current : previous; }

    void change(T value, qint64 nowMs, qint64 delayMs)
    {
        previous = effective(nowMs);
        current = std::move(value);
        effectiveFromMs = nowMs + delayMs;
    }
};

} // namespace keywright::sandbox
