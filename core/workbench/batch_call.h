#pragma once

#include "core/provider/feature_reader.h"

#include <vector>

namespace keywright {

/// What became of some rows of a batch, in their order.
struct BatchAnswers
{
    std::vector<Result<LookupResult>> rows;
    int calls = 0;
    /// The service refused the rows together and answered each of them alone.
    bool onlySingly = false;
};

/// Looks up `requests` in one call; row by row when `singly`, or when the call was refused for what
/// may be one row's fault or the size of the whole. Never fails itself.
Async<BatchAnswers> lookUpRows(
    std::shared_ptr<FeatureReader> reader, QList<LookupRequest> requests, bool singly,
    CancelToken cancel);

/// The failure concerns every row that may follow, so that to go on makes no sense.
bool endsBatch(const Error &error);

} // namespace keywright
