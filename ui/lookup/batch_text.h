#pragma once

#include "core/workbench/batch_check.h"
#include "ui/lookup/batch_runner.h"

/// The words in which a batch is told on screen.
namespace keywright {

/// "1 row", "100,000 rows"
QString rowsText(qint64 rows);

/// "100,000 rows, all of them fit." or how many do not.
QString checkText(const BatchCheckReport &report);

/// "1,234 rows/s"; a dash before the first row.
QString speedText(const BatchProgress &progress);

/// "40 s", "12 min", "2 h 5 min"; a dash while it cannot be told.
QString timeLeftText(const BatchState &state);

/// What became of the rows, and of those that were not done.
QString outcomeText(const BatchOutcome &outcome);

/// What can be done about it; may be empty.
QString outcomeHint(const BatchOutcome &outcome);

/// "12 rows, first on lines 5, 9, 13"
QString failureText(const BatchFailure &failure);

} // namespace keywright
