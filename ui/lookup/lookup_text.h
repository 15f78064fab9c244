#pragma once

#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"

#include <QString>

/// The words in which a lookup is told on screen.
namespace keywright {

/// "today 00:00", "10:41:07" within the last minutes, "12 Nov", "3 Mar 2024"; a dash when not told.
/// Local time.
QString effectiveTimeText(const QDateTime &time, const QDateTime &now);

/// The exact local time for tooltips, with the time zone.
QString exactTimeText(const QDateTime &time);

/// "38 ms · server 6 ms · SLO met"
QString timingSummary(const LookupResult &result);

/// "met" when the server counted the call as within what its objective covers, else "not met";
/// empty when it told nothing.
QString sloText(const SloInfo &slo);

/// Description and tags of a feature, one per line; empty when there are none.
QString featureNote(const FeatureValue &feature);

/// What the options ask for in a few words: "names, types, status, SLO".
QString optionsSummary(const LookupOptions &options);

/// "token 41 min", "token 40 s", "token ended"
QString tokenLeftText(const QDateTime &expiresAt, const QDateTime &now);

} // namespace keywright
