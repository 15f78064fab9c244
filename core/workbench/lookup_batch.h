#pragma once

#include "core/base/clock.h"
#include "core/workbench/batch_call.h"
#include "core/workbench/reader_pool.h"

#include <QObject>
#include <QStringList>

#include <deque>
#include <optional>

namespace keywright {

/// One row of a batch. A row whose values do not fit has the reason instead of a request, and is
/// never sent.
struct BatchRow
{
    qint64 line = 0;   ///< in the input, counted from 1
    QStringList cells; ///< as read
    Result<LookupRequest> request;
};

/// Where the rows come from. An error ends the batch.
class BatchRows
{
public:
    virtual ~BatchRows() = default;
    virtual Result<std::optional<BatchRow>> next() = 0;
};

/// Where the results go, in the order of the rows. An error ends the batch.
class BatchResults
{
public:
    virtual ~BatchResults() = default;
    virtual Result<void> write(const BatchRow &row, const Result<LookupResult> &result) = 0;
};

struct BatchOptions
{
    int concurrency = 8; ///< calls at once, 1 to mostConcurrentLookups
    int rowsPerCall = 5; ///< 1 to 5
    bool singly = false; ///< one call for each row from the beginning
};

struct BatchProgress
{
    qint64 written = 0; ///< rows, the failed ones included
    qint64 failed = 0;
    std::chrono::milliseconds elapsed{0};
};

struct BatchReport
{
    BatchProgress progress;
    qint64 calls = 0;
    bool singly = false; ///< the service did not take several rows in one call
    /// Why it ended before the last row; Cancelled when it was cancelled. Rows that were not
    /// written have not failed: they were not done.
    std::optional<Error> stopped;
};

/// Looks up many rows with bounded memory: rows are read when there is a call for them, results are
/// kept only until those of earlier rows have arrived. A row fails alone; a failure that all rows
/// would share ends the batch. Belongs to one thread.
class LookupBatch : public QObject
{
    Q_OBJECT

public:
    LookupBatch(
        std::shared_ptr<FeatureReader> reader, std::shared_ptr<BatchRows> rows,
        std::shared_ptr<BatchResults> results, BatchOptions options,
        std::shared_ptr<const Clock> clock);
    /// Cancels what is under way; nothing is told or written any more.
    ~LookupBatch() override;

    void start();
    /// Ends soon, with finished().
    void cancel();

Q_SIGNALS:
    /// Neither signal comes from within a call of this object, so that whoever hears it may cancel
    /// the batch or delete it.
    void progressed(const keywright::BatchProgress &progress);
    /// Once, as the last.
    void finished(const keywright::BatchReport &report);

private:
    struct Place
    {
        BatchRow row;
        std::optional<Result<LookupResult>> result;
    };

    void pump();
    void launch();
    void send(QList<LookupRequest> requests, QList<qint64> numbers);
    void receive(const QList<qint64> &numbers, BatchAnswers answers);
    void place(qint64 number, Result<LookupResult> result);
    void flush();
    void stop(Error error);
    void tellProgress();
    void finishIfDone();
    BatchProgress progress() const;

    ReaderPool m_readers;
    std::shared_ptr<BatchRows> m_rows;
    std::shared_ptr<BatchResults> m_results;
    BatchOptions m_options;
    std::shared_ptr<const Clock> m_clock;
    std::chrono::milliseconds m_startedAt{0};
    CancelSource m_cancel;
    std::deque<Place> m_window; ///< rows that were read and not written
    qint64 m_firstNumber = 0;   ///< of the row at the front of m_window
    int m_running = 0;          ///< calls
    int m_refusedTogether = 0;  ///< in a row
    bool m_pumping = false;
    bool m_telling = false; ///< progressed() is on its way
    bool m_ended = false;   ///< no more rows are read
    bool m_failed = false;  ///< no more rows are written
    bool m_finished = false;
    BatchReport m_report;
};

} // namespace keywright

Q_DECLARE_METATYPE(keywright::BatchProgress)
Q_DECLARE_METATYPE(keywright::BatchReport)
