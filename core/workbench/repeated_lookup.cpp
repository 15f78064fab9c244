#include "core/workbench/repeated_lookup.h"

#include "core/base/deliver.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

struct RepeatedLookupMessages
{
    Q_DECLARE_TR_FUNCTIONS(RepeatedLookup)
};

/// To ask again would only be answered the same.
bool isRefusalForGood(ErrorKind kind)
{
    return kind == ErrorKind::NotAuthenticated || kind == ErrorKind::NotPermitted ||
           kind == ErrorKind::NotFound || kind == ErrorKind::InvalidInput;
}

} // namespace

std::optional<Error> planProblem(const RepeatPlan &plan)
{
    if (auto problem = requestProblem(plan.request))
        return problem;
    if (!plan.period && (plan.times < 1 || plan.times > RepeatPlan::mostTimes))
        return fieldError(
            QStringLiteral("times"),
            RepeatedLookupMessages::tr("A lookup can be repeated 1 to %1 times.")
                .arg(RepeatPlan::mostTimes),
            RepeatedLookupMessages::tr("This is a check, not a load test."));
    if (plan.period && (plan.period->count() < 1 || *plan.period > RepeatPlan::longest))
        return fieldError(
            QStringLiteral("period"),
            RepeatedLookupMessages::tr("A lookup can be repeated for 1 to %1 seconds.")
                .arg(RepeatPlan::longest.count()),
            RepeatedLookupMessages::tr("This is a check, not a load test."));
    if (plan.concurrency < 1 || plan.concurrency > mostConcurrentLookups)
        return fieldError(
            QStringLiteral("concurrency"),
            RepeatedLookupMessages::tr("1 to %1 calls can be under way at once.")
                .arg(mostConcurrentLookups));
    return {};
}

RepeatedLookup::RepeatedLookup(
    std::shared_ptr<FeatureReader> reader, RepeatPlan plan, std::shared_ptr<const Clock> clock)
    : m_plan(std::move(plan))
    , m_readers(std::move(reader), m_plan.concurrency)
    , m_clock(std::move(clock))
{
}

RepeatedLookup::~RepeatedLookup()
{
    blockSignals(true);
    cancel();
}

void RepeatedLookup::start()
{
    m_startedAt = m_clock->elapsed();
    pump();
}

void RepeatedLookup::cancel()
{
    if (!m_report.stopped)
        m_report.stopped = makeError(
            ErrorKind::Cancelled, RepeatedLookupMessages::tr("The repetition was cancelled."));
    m_cancel.cancel();
    finishIfDone();
}

bool RepeatedLookup::isOver() const
{
    if (m_report.stopped)
        return true;
    return m_plan.period ? m_clock->elapsed() - m_startedAt >= *m_plan.period
                         : m_begun >= m_plan.times;
}

void RepeatedLookup::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (m_running < m_plan.concurrency && !isOver()) {
        ++m_begun;
        ++m_running;
        // The first call alone gets the token and shows whether there is any use in the rest.
        const bool isFirst = m_begun == 1;
        const std::size_t place = m_readers.take();
        deliver(
            m_readers.reader(place)->lookup(m_plan.request, m_cancel.token()), this,
            [this, place](const Result<LookupResult> &result) {
                --m_running;
                m_readers.giveBack(place);
                receive(result);
                QMetaObject::invokeMethod(this, &RepeatedLookup::pump, Qt::QueuedConnection);
            });
        if (isFirst)
            break;
    }
    m_pumping = false;
    finishIfDone();
}

void RepeatedLookup::receive(const Result<LookupResult> &result)
{
    if (result) {
        m_times.append(result->timing.total());
        m_report.sentAgain += result->timing.attempts > 1 ? 1 : 0;
    } else if (result.error().kind != ErrorKind::Cancelled) {
        countFailure(result.error());
    } else {
        return;
    }
    ++m_report.progress.done;
    Q_EMIT progressed(progress());
}

void RepeatedLookup::countFailure(const Error &error)
{
    ++m_report.progress.failed;
    if (isRefusalForGood(error.kind) && !m_report.stopped)
        m_report.stopped = error;
    const auto known = std::ranges::find_if(m_report.failures, [&error](const auto &failures) {
        return failures.example.kind == error.kind &&
               failures.example.httpStatus == error.httpStatus;
    });
    if (known == m_report.failures.end())
        m_report.failures.append({error, 1});
    else
        ++known->count;
}

void RepeatedLookup::finishIfDone()
{
    if (m_finished || m_running > 0 || !isOver())
        return;
    m_finished = true;
    m_report.progress = progress();
    m_report.latency = summarized(std::exchange(m_times, {}));
    std::ranges::stable_sort(m_report.failures, std::ranges::greater(), &RepeatFailures::count);
    QMetaObject::invokeMethod(this, [this] { Q_EMIT finished(m_report); }, Qt::QueuedConnection);
}

RepeatProgress RepeatedLookup::progress() const
{
    RepeatProgress result = m_report.progress;
    result.elapsed = m_clock->elapsed() - m_startedAt;
    return result;
}

} // namespace keywright
