#include "app/cli/completion/shell_script.h"

#include <algorithm>

namespace keywright::cli {

namespace {

template <class Wanted> QStringList namesOf(const CommandInfo &program, Wanted wanted)
{
    QStringList names;
    const QList<CommandInfo> commands = flattened(program);
    for (const CommandInfo &command : commands) {
        for (const ArgumentInfo &option : command.options) {
            if (wanted(option))
                names += option.names;
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace

QStringList valueOptions(const CommandInfo &program)
{
    return namesOf(program, [](const ArgumentInfo &option) { return !option.isFlag(); });
}

QStringList fileOptions(const CommandInfo &program)
{
    return namesOf(program, [](const ArgumentInfo &option) { return option.isFile(); });
}

QStringList folderOptions(const CommandInfo &program)
{
    return namesOf(program, [](const ArgumentInfo &option) { return option.isFolder(); });
}

QList<ArgumentInfo> followers(const CommandInfo &command)
{
    QList<ArgumentInfo> words;
    for (const CommandInfo &child : command.children) {
        ArgumentInfo word;
        word.names = QStringList(child.name());
        word.help = child.help;
        words += word;
    }
    for (const ArgumentInfo &positional : command.positionals) {
        for (const QString &choice : positional.choices) {
            ArgumentInfo word;
            word.names = QStringList(choice);
            word.help = positional.help;
            words += word;
        }
    }
    return words;
}

bool takesFile(const CommandInfo &command)
{
    return std::any_of(
        command.positionals.cbegin(), command.positionals.cend(),
        [](const ArgumentInfo &positional) { return positional.isFile(); });
}

QString place(const CommandInfo &command)
{
    return command.path.isEmpty() ? QString() : QLatin1Char(' ') + command.path;
}

QString knownPlaces(const QList<CommandInfo> &commands)
{
    QStringList places;
    for (const CommandInfo &command : commands) {
        if (!command.path.isEmpty())
            places += shellQuoted(place(command));
    }
    return places.join(QLatin1Char('|'));
}

QString anywhere(QStringList options)
{
    for (QString &option : options)
        option.prepend(QStringLiteral("*:"));
    return options.join(QLatin1Char('|'));
}

QString shellQuoted(const QString &text)
{
    QString inside = text;
    inside.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

} // namespace keywright::cli
