#pragma once

#include "core/workbench/repeated_lookup.h"

/// The words in which a repetition is told on screen.
namespace keywright {

/// "Repeat: 200 runs, 4 at a time"; "Repeat: 10 s, 4 at a time"
QString repeatTitle(const RepeatPlan &plan);
/// The same of one that has ended: "Repeat: 1523 runs in 10 s, 4 at a time"
QString repeatTitle(const RepeatPlan &plan, const RepeatReport &report);

/// "57 of 200 · 0 errors"; "57 runs · 3 of 10 s · 0 errors"
QString repeatProgressText(const RepeatPlan &plan, const RepeatProgress &progress);
/// 0 to 1
double repeatShare(const RepeatPlan &plan, const RepeatProgress &progress);

/// "p50 36 ms · p95 52 ms · p99 88 ms · max 120 ms · 0 errors"
QString repeatFigures(const RepeatReport &report);
/// "3 × The feature server has too much to do. (429)", one for each sort of failure
QStringList repeatFailures(const RepeatReport &report);

} // namespace keywright
