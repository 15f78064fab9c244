#pragma once

#include "core/lookup/lookup_result.h"

#include <QByteArray>

namespace keywright {

/// RFC 4180, UTF-8, with the header line feature,type,value,status,effective_time. Numbers stay
/// numbers: a negative value is not taken for a formula.
QByteArray featuresCsv(const QList<FeatureValue> &features);

/// The value of one feature as a cell of CSV.
QByteArray csvValueCell(const FeatureValue &feature);

/// {"features": [{"name", "type", "value", "status", "effectiveTime"?, "description"?, "tags"?}]},
/// values as the server sent them.
QByteArray featuresJson(const QList<FeatureValue> &features);

} // namespace keywright
