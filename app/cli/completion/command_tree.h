#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace CLI {
class App;
}

namespace keywright::cli {

/// An option or a positional argument as the parser knows it.
struct ArgumentInfo
{
    QStringList names; ///< "--json", "-h"; of a positional its placeholder, "ID"
    QString help;
    QString valueName;   ///< "TEXT", "FILE"; empty for a flag
    QStringList choices; ///< where only some words are allowed
    bool required = false;
    bool repeatable = false;

    bool isFlag() const { return valueName.isEmpty(); }
    bool isFile() const { return valueName == QLatin1String("FILE"); }
    bool isFolder() const { return valueName == QLatin1String("DIR"); }
};

/// The program, a group or a verb.
struct CommandInfo
{
    QString path; ///< "", "accounts", "accounts create"
    QString help;
    QList<ArgumentInfo> options; ///< its own, not those of the program as a whole
    QList<ArgumentInfo> positionals;
    QList<CommandInfo> children;

    QString name() const { return path.section(QLatin1Char(' '), -1); }
};

/// What the parser knows, without what it hides.
CommandInfo commandTree(const CLI::App &app);

/// The command itself and all below it, in the order of --help.
QList<CommandInfo> flattened(const CommandInfo &command);

} // namespace keywright::cli
