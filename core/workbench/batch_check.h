#pragma once

#include "core/workbench/batch_input.h"

#include <QBasicTimer>
#include <QObject>

namespace keywright {

/// What reading a batch's input once has shown.
struct BatchCheckReport
{
    qint64 rows = 0;
    qint64 wrong = 0;                ///< rows that do not fit their types and would not be sent
    QStringList problems;            ///< of the first wrong rows, each naming its line
    std::optional<Error> unreadable; ///< why it ended before the last row

    bool operator==(const BatchCheckReport &) const = default;
};

/// Reads a batch's input through before anything is sent, a part in each turn of the event loop and
/// without keeping a row.
class BatchCheck : public QObject
{
    Q_OBJECT

public:
    static constexpr int problemsKept = 5;

    using QObject::QObject;

    /// `input` has its columns and stands at the first row. Ends a check before.
    void start(std::shared_ptr<BatchInput> input);
    void stop();

    bool isRunning() const { return m_timer.isActive(); }
    const BatchCheckReport &report() const { return m_report; }

Q_SIGNALS:
    /// Now and then; report() has grown.
    void progressed();
    /// Once for each start() that nothing stopped.
    void finished();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    bool readSome();
    void note(const BatchRow &row);

    QBasicTimer m_timer;
    std::shared_ptr<BatchInput> m_input;
    BatchCheckReport m_report;
};

} // namespace keywright
