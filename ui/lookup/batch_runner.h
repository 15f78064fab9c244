#pragma once

#include "core/connection/session.h"
#include "core/workbench/batch_input.h"
#include "core/workbench/batch_output.h"
#include "core/workbench/batch_tally.h"

#include <QBasicTimer>

namespace keywright {

/// A batch that can be run.
struct BatchPlan
{
    std::shared_ptr<Session> session;
    QString accountId; ///< as whom; empty: the connection's own credential
    LookupSchema schema;
    LookupRequest fixed; ///< the place, the options, and values that are the same for all rows
    QList<BatchColumn> columns;
    QString inputPath;
    QString outputPath;
    ExistingOutput existing = ExistingOutput::Continue;
    BatchOptions options;
    qint64 rows = 0; ///< of the input
};

/// How far a batch is.
struct BatchState
{
    BatchProgress progress;   ///< of this run
    qint64 continuedRows = 0; ///< that earlier runs did
    qint64 continuedFailures = 0;
    qint64 rows = 0;

    qint64 doneRows() const { return continuedRows + progress.written; }
    qint64 failedRows() const { return continuedFailures + progress.failed; }
};

struct BatchOutcome
{
    BatchState state;
    QList<BatchFailure> failures; ///< of this run
    bool becameSingly = false;    ///< the service did not take several rows in one call
    std::optional<Error> stopped; ///< why it ended before the last row
};

/// Runs one batch at a time on files, with the secret from the keychain. Rows are read and written
/// as they come, and none is kept.
class BatchRunner : public QObject
{
    Q_OBJECT
public:
    explicit BatchRunner(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~BatchRunner() override;

    bool isRunning() const { return m_running; }
    void run(BatchPlan plan);
    /// finished() or failed() still follows.
    void cancel();

Q_SIGNALS:
    /// A few times in a second.
    void progressed(const keywright::BatchState &state);
    void finished(const keywright::BatchOutcome &outcome);
    /// Nothing was sent.
    void failed(const keywright::Error &error);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    Result<void> openFiles();
    void open(Result<std::shared_ptr<FeatureReader>> reader);
    void passOver();
    void launch();
    void end(const BatchReport &report);
    void fail(Error error);
    void release();
    void tell(const BatchProgress &progress);
    BatchState state(const BatchProgress &progress) const;

    std::shared_ptr<const Clock> m_clock;
    BatchPlan m_plan;
    bool m_running = false;
    bool m_cancelled = false;
    QBasicTimer m_passing; ///< over the rows that are there already
    std::shared_ptr<FeatureReader> m_reader;
    std::shared_ptr<BatchInput> m_input;
    std::shared_ptr<BatchOutput> m_output;
    std::shared_ptr<BatchTally> m_tally;
    std::unique_ptr<LookupBatch> m_batch;
    std::chrono::milliseconds m_toldAt{0};
};

} // namespace keywright
