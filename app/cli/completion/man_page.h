#pragma once

#include "app/cli/completion/command_tree.h"

#include <QByteArray>

namespace keywright::cli {

/// The page of section 1, for man(1): the commands from the parser, the rest from here.
QByteArray manPage(const CommandInfo &program, const QString &version);

} // namespace keywright::cli
