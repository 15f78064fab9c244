#include "core/lookup/latency_summary.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace keywright {

namespace {

using std::chrono::microseconds;

/// The next round number after `time`.
microseconds nextBound(microseconds time)
{
    constexpr std::array<std::int64_t, 6> steps{10, 15, 20, 30, 50, 70}; // tenths
    for (std::int64_t decade = 1;; decade *= 10) {
        for (const std::int64_t step : steps) {
            // Below ten microseconds the steps are no whole numbers.
            const microseconds bound(step * decade);
            if (bound > time)
                return bound;
        }
    }
}

/// The last round number that is not after `time`.
microseconds boundBefore(microseconds time)
{
    microseconds bound{0};
    for (microseconds next = nextBound(bound); next <= time; next = nextBound(bound))
        bound = next;
    return bound;
}

QList<LatencyBucket> bucketsOf(const QList<microseconds> &sorted)
{
    QList<LatencyBucket> buckets;
    auto next = sorted.begin();
    microseconds from = boundBefore(sorted.first());
    while (next != sorted.end()) {
        LatencyBucket bucket{from, nextBound(from), 0};
        for (; next != sorted.end() && *next < bucket.to; ++next)
            ++bucket.count;
        from = bucket.to;
        buckets.append(bucket);
    }
    return buckets;
}

} // namespace

LatencySummary summarized(QList<microseconds> times)
{
    LatencySummary summary;
    if (times.isEmpty())
        return summary;
    std::ranges::sort(times);
    const auto atPercent = [&times](int percent) {
        const qsizetype rank = (times.size() * percent + 99) / 100;
        return times.at(std::max<qsizetype>(rank, 1) - 1);
    };
    summary.count = static_cast<int>(times.size());
    summary.least = times.first();
    summary.p50 = atPercent(50);
    summary.p95 = atPercent(95);
    summary.p99 = atPercent(99);
    summary.most = times.last();
    summary.buckets = bucketsOf(times);
    return summary;
}

} // namespace keywright
