#pragma once

#include "app/cli/completion/command_tree.h"

#include <QByteArray>

namespace keywright::cli {

// Scripts that complete the program's command line, made from its parser.
QByteArray bashScript(const CommandInfo &program);
QByteArray zshScript(const CommandInfo &program);
QByteArray fishScript(const CommandInfo &program);

// What the three have in common:

/// The names of all options that are followed by a value, anywhere.
QStringList valueOptions(const CommandInfo &program);
/// The same, of those that want a file, or a folder.
QStringList fileOptions(const CommandInfo &program);
QStringList folderOptions(const CommandInfo &program);
/// What can follow a command that is no option: the commands below it, or the words that its
/// positional arguments allow.
QList<ArgumentInfo> followers(const CommandInfo &command);
bool takesFile(const CommandInfo &command);

/// Where on the line a command was reached, as the scripts write it: "", " accounts".
QString place(const CommandInfo &command);
/// For bash and zsh, a pattern of all places but the first one.
QString knownPlaces(const QList<CommandInfo> &commands);
/// For bash and zsh, a pattern of "place:option" for these options at any place.
QString anywhere(QStringList options);

/// In single quotes of bash and zsh; fish has other rules.
QString shellQuoted(const QString &text);

} // namespace keywright::cli
