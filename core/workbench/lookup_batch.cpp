#include "core/workbench/lookup_batch.h"

#include "core/base/deliver.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

constexpr int mostRowsPerCall = 5;
/// How many rows may be read in one go before the event loop has its turn.
constexpr int rowsPerTurn = 500;
/// So often a service may refuse rows together that it answers singly, until they go singly.
constexpr int mostRefusals = 3;

BatchOptions bounded(BatchOptions options)
{
    options.concurrency = std::clamp(options.concurrency, 1, mostConcurrentLookups);
    options.rowsPerCall = std::clamp(options.rowsPerCall, 1, mostRowsPerCall);
    return options;
}

Error cancelledError()
{
    return makeError(
        ErrorKind::Cancelled,
        QCoreApplication::translate("LookupBatch", "The batch was cancelled."));
}

} // namespace

LookupBatch::LookupBatch(
    std::shared_ptr<FeatureReader> reader, std::shared_ptr<BatchRows> rows,
    std::shared_ptr<BatchResults> results, BatchOptions options, std::shared_ptr<const Clock> clock)
    : m_readers(std::move(reader), bounded(options).concurrency)
    , m_rows(std::move(rows))
    , m_results(std::move(results))
    , m_options(bounded(options))
    , m_clock(std::move(clock))
{
    m_report.singly = options.singly;
}

LookupBatch::~LookupBatch()
{
    blockSignals(true);
    m_ended = true;
    m_failed = true;
    m_cancel.cancel();
}

void LookupBatch::start()
{
    m_startedAt = m_clock->elapsed();
    pump();
}

void LookupBatch::cancel()
{
    stop(cancelledError());
    m_cancel.cancel();
    finishIfDone();
}

/// Keeps as many calls under way as are allowed. What is complete is always written before the room
/// in the window is measured: without a call under way nothing waits in it, so either rows are read
/// or the batch has ended.
void LookupBatch::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    flush();
    const auto mostWaiting =
        static_cast<std::size_t>(4 * m_options.concurrency * m_options.rowsPerCall);
    const qint64 turnEnd = m_firstNumber + static_cast<qint64>(m_window.size()) + rowsPerTurn;
    bool turnIsOver = false;
    while (!m_ended && m_running < m_options.concurrency && m_window.size() < mostWaiting &&
           !turnIsOver) {
        launch();
        flush();
        turnIsOver = m_firstNumber + static_cast<qint64>(m_window.size()) >= turnEnd;
    }
    m_pumping = false;
    if (turnIsOver && !m_ended)
        QMetaObject::invokeMethod(this, &LookupBatch::pump, Qt::QueuedConnection);
    finishIfDone();
}

/// Reads the rows of one call and sends those that fit their types.
void LookupBatch::launch()
{
    QList<LookupRequest> requests;
    QList<qint64> numbers;
    for (int i = 0; i < m_options.rowsPerCall && !m_ended; ++i) {
        auto row = m_rows->next();
        if (!row) {
            stop(std::move(row).error());
            break;
        }
        if (!*row) {
            m_ended = true;
            break;
        }
        Place place{**std::move(row), {}};
        if (place.row.request) {
            requests.append(*place.row.request);
            numbers.append(m_firstNumber + static_cast<qint64>(m_window.size()));
        } else {
            place.result = failure(place.row.request.error());
        }
        m_window.push_back(std::move(place));
    }
    if (!requests.isEmpty())
        send(std::move(requests), std::move(numbers));
}

void LookupBatch::send(QList<LookupRequest> requests, QList<qint64> numbers)
{
    ++m_running;
    const std::size_t place = m_readers.take();
    deliver(
        lookUpRows(m_readers.reader(place), std::move(requests), m_report.singly, m_cancel.token()),
        this, [this, place, numbers = std::move(numbers)](Result<BatchAnswers> answers) {
            --m_running;
            m_readers.giveBack(place);
            receive(numbers, *std::move(answers));
            pump();
        });
}

void LookupBatch::receive(const QList<qint64> &numbers, BatchAnswers answers)
{
    m_report.calls += answers.calls;
    if (numbers.size() > 1)
        m_refusedTogether = answers.onlySingly ? m_refusedTogether + 1 : 0;
    m_report.singly = m_report.singly || m_refusedTogether >= mostRefusals;
    for (qsizetype i = 0; i < numbers.size(); ++i)
        place(numbers.at(i), std::move(answers.rows.at(static_cast<std::size_t>(i))));
}

void LookupBatch::place(qint64 number, Result<LookupResult> result)
{
    if (!result && endsBatch(result.error()))
        m_ended = true;
    // The answer's text would be kept once for each row.
    if (result)
        result->raw.clear();
    m_window.at(static_cast<std::size_t>(number - m_firstNumber)).result = std::move(result);
}

/// Writes what is complete from the front on, up to a row that has to be done again.
void LookupBatch::flush()
{
    const qint64 before = m_report.progress.written;
    while (!m_failed && !m_window.empty() && m_window.front().result) {
        const Place &front = m_window.front();
        const Result<LookupResult> &result = *front.result;
        if (!result && endsBatch(result.error()) && front.row.request) {
            stop(result.error());
            m_failed = true;
            break;
        }
        if (auto written = m_results->write(front.row, result); !written) {
            stop(std::move(written).error());
            m_failed = true;
            break;
        }
        ++m_report.progress.written;
        m_report.progress.failed += result ? 0 : 1;
        m_window.pop_front();
        ++m_firstNumber;
    }
    if (m_report.progress.written > before)
        tellProgress();
}

void LookupBatch::tellProgress()
{
    if (std::exchange(m_telling, true))
        return;
    const auto tell = [this] {
        m_telling = false;
        Q_EMIT progressed(progress());
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

void LookupBatch::stop(Error error)
{
    m_ended = true;
    if (!m_report.stopped)
        m_report.stopped = std::move(error);
}

void LookupBatch::finishIfDone()
{
    if (m_finished || !m_ended || m_running > 0)
        return;
    m_finished = true;
    m_report.progress = progress();
    // With a copy, as whoever hears it may delete this.
    const auto tell = [this, report = m_report] {
        Q_EMIT finished(report);
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

BatchProgress LookupBatch::progress() const
{
    BatchProgress result = m_report.progress;
    result.elapsed = m_clock->elapsed() - m_startedAt;
    return result;
}

} // namespace keywright
