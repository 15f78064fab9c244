#pragma once

#include "app/cli/cli_context.h"
#include "app/cli/commands/lookup_arguments.h"
#include "core/provider/feature_reader.h"

namespace keywright::cli {

/// A lookup that can be sent: what every way of running it needs.
struct PreparedLookup
{
    Context cli;
    std::shared_ptr<const LookupArguments> arguments;
    std::shared_ptr<Session> session;
    std::shared_ptr<FeatureReader> reader;
    LookupSchema schema;
    LookupRequest request;
};

// The ways beside the single lookup; each prints and returns the exit status.
QCoro::Task<int> repeatLookup(std::shared_ptr<const PreparedLookup> lookup);
QCoro::Task<int> lookUpBatch(std::shared_ptr<const PreparedLookup> lookup);
QCoro::Task<int> compareLookup(std::shared_ptr<const PreparedLookup> lookup);

/// A reader that acts as the account (empty: as the connection).
Async<std::shared_ptr<FeatureReader>>
readerFor(std::shared_ptr<Session> session, QString accountId);

} // namespace keywright::cli
