#pragma once

#include "ui/theme/theme_controller.h"

#include <QString>

#include <optional>
#include <variant>

namespace keywright::console {

/// What the window was started with.
struct ConsoleOptions
{
    bool sandbox = false;
    QString connection;    ///< name; empty shows all
    QString page;          ///< id; empty chooses by what there is
    QString dataDirectory; ///< empty: the user's own
    std::optional<ThemeMode> theme;

    bool operator==(const ConsoleOptions &) const = default;
};

/// The options, or the exit status when the arguments were answered at once (help, version, a
/// mistake), which needs no display. Names of pages are checked against `pages`.
std::variant<ConsoleOptions, int>
readArguments(int argc, const char *const *argv, const QStringList &pages);

} // namespace keywright::console
