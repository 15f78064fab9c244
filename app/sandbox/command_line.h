#pragma once

#include "app/sandbox/sandbox.h"

#include <optional>

namespace keywright::sandbox {

/// What the arguments say: options, or a text to print and the status to end with.
struct CommandLine
{
    std::optional<SandboxOptions> options;
    QString text;
    int exitStatus = 0;
};

CommandLine parseCommandLine(const QStringList &arguments);

} // namespace keywright::sandbox
