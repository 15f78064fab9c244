#include "ui/lookup/batch_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace keywright {

namespace {

struct BatchTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(BatchText)
};

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

/// 0 while it cannot be told.
double rowsPerSecond(const BatchProgress &progress)
{
    const auto milliseconds = static_cast<double>(progress.elapsed.count());
    return milliseconds > 0 ? 1000 * static_cast<double>(progress.written) / milliseconds : 0;
}

QString allDoneText(const BatchState &state)
{
    const QString failed =
        state.failedRows() > 0
            ? BatchTextMessages::tr(", %1 failed").arg(numberText(state.failedRows()))
            : QString();
    if (state.continuedRows == 0)
        return BatchTextMessages::tr("%1 done%2.").arg(rowsText(state.doneRows()), failed);
    if (state.progress.written == 0)
        return BatchTextMessages::tr("Nothing was left to do: all %1 are done already.")
            .arg(rowsText(state.doneRows()));
    return BatchTextMessages::tr("%1 done%2: %3 now, %4 before.")
        .arg(
            rowsText(state.doneRows()), failed, numberText(state.progress.written),
            numberText(state.continuedRows));
}

} // namespace

QString rowsText(qint64 rows)
{
    return rows == 1 ? BatchTextMessages::tr("1 row")
                     : BatchTextMessages::tr("%1 rows").arg(numberText(rows));
}

QString checkText(const BatchCheckReport &report)
{
    if (report.rows == 0)
        return BatchTextMessages::tr("The file has no rows.");
    if (report.wrong == 0)
        return BatchTextMessages::tr("%1, all of the right types").arg(rowsText(report.rows));
    if (report.wrong == 1)
        return BatchTextMessages::tr(
                   "%1, 1 of them with a value that does not fit: it is not sent and counts as "
                   "failed.")
            .arg(rowsText(report.rows));
    return BatchTextMessages::tr(
               "%1, %2 of them with values that do not fit: they are not sent and count as failed.")
        .arg(rowsText(report.rows), numberText(report.wrong));
}

QString speedText(const BatchProgress &progress)
{
    const double speed = rowsPerSecond(progress);
    if (speed <= 0)
        return QStringLiteral("–");
    return BatchTextMessages::tr("%1 rows/s")
        .arg(QLocale().toString(speed, 'f', speed < 10 ? 1 : 0));
}

QString timeLeftText(const BatchState &state)
{
    const double speed = rowsPerSecond(state.progress);
    if (speed <= 0 || state.rows < state.doneRows())
        return QStringLiteral("–");
    const auto seconds =
        static_cast<qint64>(std::ceil(static_cast<double>(state.rows - state.doneRows()) / speed));
    if (seconds < 60)
        return BatchTextMessages::tr("%1 s").arg(seconds);
    const qint64 minutes = (seconds + 59) / 60;
    if (minutes < 60)
        return BatchTextMessages::tr("%1 min").arg(minutes);
    return BatchTextMessages::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString outcomeText(const BatchOutcome &outcome)
{
    if (!outcome.stopped)
        return allDoneText(outcome.state);
    const qint64 left = std::max<qint64>(0, outcome.state.rows - outcome.state.doneRows());
    const QString done = BatchTextMessages::tr("%1 done, %2 not done.")
                             .arg(rowsText(outcome.state.doneRows()), numberText(left));
    if (outcome.stopped->kind == ErrorKind::Cancelled)
        return BatchTextMessages::tr("Cancelled: %1").arg(done);
    return QStringLiteral("%1 %2").arg(outcome.stopped->message, done);
}

QString outcomeHint(const BatchOutcome &outcome)
{
    QStringList hints;
    if (outcome.stopped && !outcome.stopped->hint.isEmpty())
        hints << outcome.stopped->hint;
    if (outcome.stopped)
        hints << BatchTextMessages::tr(
            "What is done is in the output file; Continue goes on after it.");
    if (outcome.state.failedRows() > 0)
        hints << BatchTextMessages::tr("The column lookup_error says why a row failed.");
    if (outcome.becameSingly)
        hints << BatchTextMessages::tr(
            "The service did not take several rows in one call; they went one by one.");
    return hints.join(QLatin1Char(' '));
}

QString failureText(const BatchFailure &failure)
{
    QStringList lines;
    for (const qint64 line : failure.firstLines)
        lines << QString::number(line);
    if (failure.rows == 1)
        return BatchTextMessages::tr("1 row, line %1").arg(lines.constFirst());
    const QString listed = lines.join(QStringLiteral(", "));
    return failure.rows > failure.firstLines.size()
               ? BatchTextMessages::tr("%1, first on lines %2").arg(rowsText(failure.rows), listed)
               : BatchTextMessages::tr("%1, lines %2").arg(rowsText(failure.rows), listed);
}

} // namespace keywright
