#pragma once

#include "core/workbench/lookup_history.h"

/// The words in which a remembered lookup is told.
namespace keywright {

/// "prod / fraud_detection_feature_service", after the name of a saved one.
QString lookupTitle(const RememberedLookup &lookup);

/// "user_id=user_1, merchant=42"; without values "user_id, merchant (values not kept)".
QString keysText(const RememberedLookup &lookup);

/// "12 features", "not permitted", "not made yet".
QString outcomeText(const LookupOutcome &outcome);

/// A value of a request as people type it: what jsonFromText() reads.
QString typedText(const QJsonValue &value);

} // namespace keywright
