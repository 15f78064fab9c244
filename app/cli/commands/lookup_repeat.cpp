#include "app/cli/commands/lookup_modes.h"
#include "app/cli/commands/lookup_text.h"
#include "app/cli/text.h"
#include "core/workbench/repeated_lookup.h"

#include <QCoro/QCoroSignal>
#include <QJsonArray>

#include <algorithm>

namespace keywright::cli {

namespace {

QJsonObject latencyJson(const LatencySummary &latency)
{
    return {
        {QStringLiteral("min"), milliseconds(latency.least)},
        {QStringLiteral("p50"), milliseconds(latency.p50)},
        {QStringLiteral("p95"), milliseconds(latency.p95)},
        {QStringLiteral("p99"), milliseconds(latency.p99)},
        {QStringLiteral("max"), milliseconds(latency.most)}};
}

QJsonObject reportJson(const RepeatReport &report)
{
    QJsonArray histogram;
    for (const LatencyBucket &bucket : report.latency.buckets)
        histogram.append(QJsonObject{
            {QStringLiteral("fromMs"), milliseconds(bucket.from)},
            {QStringLiteral("toMs"), milliseconds(bucket.to)},
            {QStringLiteral("count"), bucket.count}});
    QJsonArray failures;
    for (const RepeatFailures &failed : report.failures)
        failures.append(QJsonObject{
            {QStringLiteral("kind"), errorKindName(failed.example.kind)},
            {QStringLiteral("httpStatus"), failed.example.httpStatus},
            {QStringLiteral("message"), failed.example.message},
            {QStringLiteral("count"), failed.count}});
    return {
        {QStringLiteral("lookups"), report.progress.done},
        {QStringLiteral("failed"), report.progress.failed},
        {QStringLiteral("sentAgain"), report.sentAgain},
        {QStringLiteral("elapsedMs"), static_cast<qint64>(report.progress.elapsed.count())},
        {QStringLiteral("latencyMs"), latencyJson(report.latency)},
        {QStringLiteral("histogram"), histogram},
        {QStringLiteral("failures"), failures}};
}

QString bar(int count, int most)
{
    constexpr int width = 40;
    return QString(std::max(1, width * count / std::max(1, most)), QLatin1Char('#'));
}

void printHistogram(const Output &output, const QList<LatencyBucket> &buckets)
{
    int most = 0;
    for (const LatencyBucket &bucket : buckets)
        most = std::max(most, bucket.count);
    QList<QStringList> rows;
    for (const LatencyBucket &bucket : buckets)
        rows += {
            tr("%1 to %2 ms").arg(milliseconds(bucket.from)).arg(milliseconds(bucket.to)),
            QString::number(bucket.count), bucket.count == 0 ? QString() : bar(bucket.count, most)};
    output.table({tr("LATENCY"), tr("LOOKUPS"), QString()}, rows);
}

void print(const Output &output, const RepeatReport &report)
{
    const double seconds = static_cast<double>(report.progress.elapsed.count()) / 1000;
    output.line(tr("%1 lookups in %2 s, %3 failed")
                    .arg(report.progress.done)
                    .arg(seconds, 0, 'f', 1)
                    .arg(report.progress.failed));
    if (report.latency.count > 0) {
        output.line(
            tr("p50 %1 · p95 %2 · p99 %3 · max %4")
                .arg(
                    millisecondsText(report.latency.p50), millisecondsText(report.latency.p95),
                    millisecondsText(report.latency.p99), millisecondsText(report.latency.most)));
        printHistogram(output, report.latency.buckets);
    }
    for (const RepeatFailures &failed : report.failures)
        output.line(tr("%1 × %2").arg(failed.count).arg(failed.example.message));
    if (report.sentAgain > 0)
        output.note(tr("%1 were sent again before they were answered.").arg(report.sentAgain));
}

} // namespace

QCoro::Task<int> repeatLookup(std::shared_ptr<const PreparedLookup> lookup)
{
    const Output &output = lookup->cli->output();
    RepeatPlan plan;
    plan.request = lookup->request;
    plan.times = lookup->arguments->repeats;
    if (lookup->arguments->seconds > 0)
        plan.period = std::chrono::seconds(lookup->arguments->seconds);
    plan.concurrency = std::max(1, lookup->arguments->concurrency);
    if (const auto problem = planProblem(plan))
        co_return output.fail(*problem);
    RepeatedLookup lookups(lookup->reader, plan, std::make_shared<SystemClock>());
    QObject::connect(
        lookup->cli.get(), &CliContext::interrupted, &lookups, &RepeatedLookup::cancel);
    lookups.start();
    const RepeatReport report = co_await qCoro(&lookups, &RepeatedLookup::finished);
    const bool isRefused = report.stopped && report.stopped->kind != ErrorKind::Cancelled;
    if (isRefused)
        co_return output.fail(*report.stopped);
    if (output.isJson())
        output.document(reportJson(report));
    else
        print(output, report);
    if (report.stopped)
        co_return Interrupted;
    co_return report.progress.failed > 0 ? DoneInPart : Done;
}

} // namespace keywright::cli
