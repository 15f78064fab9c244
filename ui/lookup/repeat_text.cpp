#include "ui/lookup/repeat_text.h"

#include "ui/lookup/lookup_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct RepeatTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(RepeatText)
};

QString runsText(int runs)
{
    return runs == 1 ? RepeatTextMessages::tr("1 run")
                     : RepeatTextMessages::tr("%1 runs").arg(runs);
}

QString errorsText(int errors)
{
    return errors == 1 ? RepeatTextMessages::tr("1 error")
                       : RepeatTextMessages::tr("%1 errors").arg(errors);
}

QString titleOf(const QString &extent, const RepeatPlan &plan)
{
    return RepeatTextMessages::tr("Repeat: %1, %2 at a time").arg(extent).arg(plan.concurrency);
}

} // namespace

QString repeatTitle(const RepeatPlan &plan)
{
    return titleOf(
        plan.period ? RepeatTextMessages::tr("%1 s").arg(plan.period->count())
                    : runsText(plan.times),
        plan);
}

QString repeatTitle(const RepeatPlan &plan, const RepeatReport &report)
{
    const int runs = report.progress.done;
    if (plan.period && !report.stopped)
        return titleOf(
            RepeatTextMessages::tr("%1 in %2 s").arg(runsText(runs)).arg(plan.period->count()),
            plan);
    if (report.stopped && !plan.period)
        return titleOf(
            RepeatTextMessages::tr("%1 of %2").arg(runs).arg(runsText(plan.times)), plan);
    return titleOf(runsText(runs), plan);
}

QString repeatProgressText(const RepeatPlan &plan, const RepeatProgress &progress)
{
    const QString errors = errorsText(progress.failed);
    if (!plan.period)
        return RepeatTextMessages::tr("%1 of %2 · %3")
            .arg(progress.done)
            .arg(plan.times)
            .arg(errors);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(progress.elapsed);
    return RepeatTextMessages::tr("%1 · %2 of %3 s · %4")
        .arg(runsText(progress.done))
        .arg(std::min(seconds, *plan.period).count())
        .arg(plan.period->count())
        .arg(errors);
}

double repeatShare(const RepeatPlan &plan, const RepeatProgress &progress)
{
    const double share = plan.period ? double(progress.elapsed.count()) /
                                           double(std::chrono::milliseconds(*plan.period).count())
                                     : double(progress.done) / plan.times;
    return std::clamp(share, 0.0, 1.0);
}

QString repeatFigures(const RepeatReport &report)
{
    const QString errors = errorsText(report.progress.failed);
    if (report.latency.count == 0)
        return RepeatTextMessages::tr("no answer · %1").arg(errors);
    const LatencySummary &latency = report.latency;
    return RepeatTextMessages::tr("p50 %1 · p95 %2 · p99 %3 · max %4 · %5")
        .arg(
            durationText(latency.p50), durationText(latency.p95), durationText(latency.p99),
            durationText(latency.most), errors);
}

QStringList repeatFailures(const RepeatReport &report)
{
    QStringList lines;
    for (const RepeatFailures &failed : report.failures) {
        const QString line =
            RepeatTextMessages::tr("%1 × %2").arg(failed.count).arg(failed.example.message);
        lines += failed.example.httpStatus == 0
                     ? line
                     : QStringLiteral("%1 (%2)").arg(line).arg(failed.example.httpStatus);
    }
    return lines;
}

} // namespace keywright
