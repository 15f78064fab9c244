#pragma once

#include "app/cli/cli_context.h"

namespace CLI {
class App;
}

namespace keywright::cli {

// One function per group: declares its verbs and, when one is called, puts its command into
// `chosen`.
void addConnectionCommands(CLI::App &app, Command &chosen);
/// `connections add`, within the group.
void addConnectionAddCommand(CLI::App &group, Command &chosen);
void addAccountCommands(CLI::App &app, Command &chosen);
/// `accounts create`, within the group.
void addAccountCreateCommand(CLI::App &group, Command &chosen);
/// `accounts update`, `activate`, `deactivate` and `delete`, within the group.
void addAccountChangeCommands(CLI::App &group, Command &chosen);
/// `accounts events`, within the group.
void addAccountEventsCommand(CLI::App &group, Command &chosen);
void addSecretCommands(CLI::App &app, Command &chosen);
/// `secrets unfinished` and `resolve`, within the group.
void addUnfinishedCommands(CLI::App &group, Command &chosen);
void addRotateCommands(CLI::App &app, Command &chosen);
void addRoleCommands(CLI::App &app, Command &chosen);
void addAccessCommands(CLI::App &app, Command &chosen);
void addProjectCommands(CLI::App &app, Command &chosen);
void addCallCommand(CLI::App &app, Command &chosen);
void addImportCommands(CLI::App &app, Command &chosen);
void addExportCommand(CLI::App &app, Command &chosen);
void addTokenCommand(CLI::App &app, Command &chosen);
void addLookupCommand(CLI::App &app, Command &chosen);
void addSandboxCommand(CLI::App &app, Command &chosen);
void addCompletionCommand(CLI::App &app, Command &chosen);

} // namespace keywright::cli
