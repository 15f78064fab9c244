#include "ui/lookup/batch_runner.h"

#include "core/base/deliver.h"
#include "ui/lookup/reader_access.h"

#include <QTimerEvent>

#include <utility>

namespace keywright {

namespace {

constexpr std::chrono::milliseconds timeBetweenSigns{150};
/// A few milliseconds' worth.
constexpr int rowsPassedPerTurn = 200;

bool hasHeaders(const BatchInput &input, const QList<BatchColumn> &columns)
{
    QStringList headers;
    for (const BatchColumn &column : columns)
        headers.append(column.header);
    return input.headers() == headers;
}

Error cancelledBatch()
{
    return makeError(
        ErrorKind::Cancelled, BatchRunner::tr("The batch was cancelled before a row was sent."));
}

} // namespace

BatchRunner::BatchRunner(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
}

BatchRunner::~BatchRunner() = default;

void BatchRunner::run(BatchPlan plan)
{
    if (m_running)
        return;
    m_running = true;
    m_cancelled = false;
    m_plan = std::move(plan);
    // Only the v1 path takes several rows in one call.
    m_plan.options.singly = m_plan.fixed.options.apiVersion == ApiVersion::V2;
    deliver(
        openReader(m_plan.session, m_plan.accountId), this,
        [this](Result<std::shared_ptr<FeatureReader>> reader) { open(std::move(reader)); });
}

void BatchRunner::open(Result<std::shared_ptr<FeatureReader>> reader)
{
    if (!reader)
        return fail(std::move(reader).error());
    if (m_cancelled)
        return fail(cancelledBatch());
    m_reader = *std::move(reader);
    if (auto opened = openFiles(); !opened)
        return fail(std::move(opened).error());
    m_passing.start(0, this);
}

Result<void> BatchRunner::openFiles()
{
    const auto input = BatchInput::open(m_plan.inputPath);
    if (!input)
        return failure(input.error());
    m_input = *input;
    if (!hasHeaders(*m_input, m_plan.columns))
        return failure(makeError(
            ErrorKind::Conflict, tr("The columns of %1 have changed.").arg(m_plan.inputPath),
            tr("Choose the file again.")));
    m_input->setColumns(m_plan.columns, m_plan.fixed);
    const auto output =
        BatchOutput::begin(m_plan.outputPath, *m_input, m_plan.schema, m_plan.existing);
    if (!output)
        return failure(output.error());
    m_output = *output;
    return {};
}

void BatchRunner::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_passing.timerId())
        passOver();
    else
        QObject::timerEvent(event);
}

void BatchRunner::passOver()
{
    if (m_cancelled)
        return fail(cancelledBatch());
    auto passed = m_output->passOver(*m_input, rowsPassedPerTurn);
    if (!passed)
        return fail(std::move(passed).error());
    if (*passed) {
        m_passing.stop();
        launch();
    } else {
        tell({});
    }
}

void BatchRunner::launch()
{
    m_tally = std::make_shared<BatchTally>(m_output);
    m_batch = std::make_unique<LookupBatch>(m_reader, m_input, m_tally, m_plan.options, m_clock);
    connect(m_batch.get(), &LookupBatch::progressed, this, &BatchRunner::tell);
    connect(m_batch.get(), &LookupBatch::finished, this, &BatchRunner::end);
    m_batch->start();
}

BatchState BatchRunner::state(const BatchProgress &progress) const
{
    return {progress, m_output->continuedRows(), m_output->continuedFailures(), m_plan.rows};
}

void BatchRunner::tell(const BatchProgress &progress)
{
    const auto now = m_clock->elapsed();
    if (now - m_toldAt < timeBetweenSigns)
        return;
    m_toldAt = now;
    Q_EMIT progressed(state(progress));
}

void BatchRunner::end(const BatchReport &report)
{
    BatchOutcome outcome;
    outcome.state = state(report.progress);
    outcome.failures = m_tally->failures();
    outcome.becameSingly = report.singly && !m_plan.options.singly;
    outcome.stopped = report.stopped;
    release();
    Q_EMIT finished(outcome);
}

void BatchRunner::fail(Error error)
{
    release();
    Q_EMIT failed(error);
}

void BatchRunner::release()
{
    m_passing.stop();
    if (m_batch)
        m_batch.release()->deleteLater(); // it may be telling of its end
    // Not with the batch, so that the file can be continued at once.
    if (m_tally)
        m_tally->close();
    m_tally.reset();
    m_output.reset();
    m_input.reset();
    m_reader.reset();
    m_running = false;
}

void BatchRunner::cancel()
{
    m_cancelled = true;
    if (m_batch)
        m_batch->cancel();
}

} // namespace keywright
