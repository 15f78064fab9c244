#pragma once

#include "core/base/clock.h"
#include "core/lookup/latency_summary.h"
#include "core/workbench/reader_pool.h"

#include <QObject>

#include <optional>

namespace keywright {

/// How often a lookup is repeated: a check of a service, not a load test.
struct RepeatPlan
{
    static constexpr int mostTimes = 100'000;
    static constexpr std::chrono::seconds longest{600};

    LookupRequest request;
    int times = 10;                             ///< 1 to mostTimes
    std::optional<std::chrono::seconds> period; ///< instead of `times`; 1 s to `longest`
    int concurrency = 1;                        ///< calls at once, 1 to mostConcurrentLookups
};

/// Failures of one sort, with one of them.
struct RepeatFailures
{
    Error example;
    int count = 0;
};

struct RepeatProgress
{
    int done = 0;
    int failed = 0;
    std::chrono::milliseconds elapsed{0};
};

struct RepeatReport
{
    RepeatProgress progress;
    int sentAgain =
        0; ///< answers that needed more than one attempt; their time counts from the last
    LatencySummary latency;         ///< of the answers; failures are not in it
    QList<RepeatFailures> failures; ///< by kind and HTTP status, the most frequent first
    /// Why it ended early: cancelled, or refused in a way that would not change.
    std::optional<Error> stopped;
};

/// Refuses a plan outside of its bounds, as a field error ("times", "period", "concurrency") or
/// whatever requestProblem() says.
std::optional<Error> planProblem(const RepeatPlan &plan);

/// Repeats one lookup at a bounded concurrency and measures. The plan has no problem. Belongs to
/// one thread.
class RepeatedLookup : public QObject
{
    Q_OBJECT

public:
    RepeatedLookup(
        std::shared_ptr<FeatureReader> reader, RepeatPlan plan, std::shared_ptr<const Clock> clock);
    /// Cancels what is under way; nothing is told any more.
    ~RepeatedLookup() override;

    void start();
    /// Ends soon, with finished().
    void cancel();

Q_SIGNALS:
    void progressed(const keywright::RepeatProgress &progress);
    /// Once, never from within start().
    void finished(const keywright::RepeatReport &report);

private:
    void pump();
    bool isOver() const;
    void receive(const Result<LookupResult> &result);
    void countFailure(const Error &error);
    void finishIfDone();
    RepeatProgress progress() const;

    RepeatPlan m_plan;
    ReaderPool m_readers;
    std::shared_ptr<const Clock> m_clock;
    std::chrono::milliseconds m_startedAt{0};
    CancelSource m_cancel;
    QList<std::chrono::microseconds> m_times;
    int m_begun = 0;
    int m_running = 0;
    bool m_pumping = false;
    bool m_finished = false;
    RepeatReport m_report;
};

} // namespace keywright

Q_DECLARE_METATYPE(keywright::RepeatProgress)
Q_DECLARE_METATYPE(keywright::RepeatReport)
