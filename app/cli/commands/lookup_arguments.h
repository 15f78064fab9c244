#pragma once

#include "core/lookup/lookup_request.h"

#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace keywright::cli {

struct LookupArguments
{
    std::string service;
    std::string account;
    std::vector<std::string> keys;
    std::vector<std::string> context;
    std::vector<std::string> nulls;
    bool slo = false;
    bool status = false;
    bool times = false;
    bool descriptions = false;
    bool tags = false;
    bool partial = false;
    bool noCache = false;
    bool noCacheRead = false;
    bool noCacheWrite = false;
    bool v2 = false;

    int repeats = 0;     ///< 0: not repeated
    int seconds = 0;     ///< 0: not for a time
    int concurrency = 0; ///< 0: what suits the command
    std::string batch;
    std::string out;
    std::vector<std::string> columns;
    bool singly = false;
    std::string compareWith;
};

void addLookupOptions(CLI::App &verb, LookupArguments &arguments);

/// WORKSPACE/SERVICE, taken apart.
Result<std::pair<QString, QString>> serviceParts(const QString &text);

/// The request that the arguments describe, its values read as the types of the schema.
Result<LookupRequest> typedRequest(
    const LookupArguments &arguments, const std::pair<QString, QString> &service,
    const LookupSchema &schema);

/// The same where the types are not known: join keys are sent as text, which is how whole numbers
/// are sent, too; values of the request context as JSON where they are JSON, otherwise as text.
Result<LookupRequest>
untypedRequest(const LookupArguments &arguments, const std::pair<QString, QString> &service);

/// Refuses options that do not go together.
std::optional<Error> contradiction(const LookupArguments &arguments);

} // namespace keywright::cli
