#pragma once

#include "app/cli/cli_context.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace keywright::cli {

/// The options of `rotate start`.
struct StartOptions
{
    std::vector<std::string> accounts;
    std::optional<int> allExpiring; ///< days
    std::string expires;
    std::string probe;
    std::string newName;
    std::string retire = "later";
    std::string report;
    bool dryRun = false;
    bool continueOnError = false;
    bool yes = false;

    bool retires() const { return retire == "now"; }
    /// One account alone is rotated by itself, and its secret is printed.
    bool isBulk() const { return accounts.size() != 1 || allExpiring || dryRun || !report.empty(); }
};

void addStartOptions(CLI::App &verb, StartOptions &options);
/// What the rotations are to be like, by the options.
Async<RotationWish>
wishFor(Context cli, std::shared_ptr<Session> session, std::shared_ptr<const StartOptions> options);
/// Rotates the accounts that the options name, or those that expire, one after the other; or prints
/// what would be done.
QCoro::Task<int> rotateSeveral(Context cli, std::shared_ptr<const StartOptions> options);

} // namespace keywright::cli
