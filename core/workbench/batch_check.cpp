#include "core/workbench/batch_check.h"

#include <QTimerEvent>

#include <utility>

namespace keywright {

namespace {

/// A few milliseconds' worth.
constexpr int rowsChecked = 500;
/// Who shows the progress need not hear of every turn.
constexpr int rowsBetweenSigns = 20 * rowsChecked;

} // namespace

void BatchCheck::start(std::shared_ptr<BatchInput> input)
{
    m_input = std::move(input);
    m_report = {};
    m_timer.start(0, this);
}

void BatchCheck::stop()
{
    m_timer.stop();
    m_input.reset();
}

void BatchCheck::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    if (!readSome()) {
        stop();
        Q_EMIT finished();
    } else if (m_report.rows % rowsBetweenSigns == 0) {
        Q_EMIT progressed();
    }
}

bool BatchCheck::readSome()
{
    for (int i = 0; i < rowsChecked; ++i) {
        auto row = m_input->next();
        if (!row) {
            m_report.unreadable = std::move(row).error();
            return false;
        }
        if (!*row)
            return false;
        note(**row);
    }
    return true;
}

void BatchCheck::note(const BatchRow &row)
{
    ++m_report.rows;
    if (row.request)
        return;
    ++m_report.wrong;
    if (m_report.problems.size() < problemsKept)
        m_report.problems.append(row.request.error().message);
}

} // namespace keywright
