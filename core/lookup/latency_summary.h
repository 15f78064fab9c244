#pragma once

#include <QList>

#include <chrono>

namespace keywright {

/// So many of the calls took at least `from` and less than `to`.
struct LatencyBucket
{
    std::chrono::microseconds from{0};
    std::chrono::microseconds to{0};
    int count = 0;

    bool operator==(const LatencyBucket &) const = default;
};

/// What so many measured times look like together. All zero without any.
struct LatencySummary
{
    int count = 0;
    std::chrono::microseconds least{0};
    std::chrono::microseconds p50{0};
    std::chrono::microseconds p95{0};
    std::chrono::microseconds p99{0};
    std::chrono::microseconds most{0};
    /// Bounds are round numbers (1, 1.5, 2, 3, 5, 7, 10, …), without gaps from the least to the
    /// most.
    QList<LatencyBucket> buckets;

    bool operator==(const LatencySummary &) const = default;
};

/// Percentiles are times that were really measured (nearest rank).
LatencySummary summarized(QList<std::chrono::microseconds> times);

} // namespace keywright
