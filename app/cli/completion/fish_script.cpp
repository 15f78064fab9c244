#include "app/cli/completion/shell_script.h"

namespace keywright::cli {

namespace {

const QString complete = QStringLiteral("complete -c keywright-cli");

/// In single quotes, where fish knows \' and \\.
QString quoted(QString text)
{
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\"));
    text.replace(QLatin1Char('\''), QStringLiteral("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

QString onlyAt(const CommandInfo &command)
{
    return QStringLiteral(" -n \"__keywright_cli_at %1\"").arg(quoted(place(command)));
}

QString valueWords(const ArgumentInfo &option)
{
    if (option.isFlag())
        return {};
    if (option.isFile() || option.isFolder())
        return QStringLiteral(" -r -F");
    if (option.choices.isEmpty())
        return QStringLiteral(" -x");
    return QStringLiteral(" -x -a %1").arg(quoted(option.choices.join(QLatin1Char(' '))));
}

QString optionLine(const ArgumentInfo &option, const QString &condition)
{
    QString names;
    for (const QString &name : option.names)
        names += name.startsWith(QLatin1String("--")) ? QStringLiteral(" -l ") + name.sliced(2)
                                                      : QStringLiteral(" -s ") + name.sliced(1);
    return complete + condition + names + valueWords(option) + QStringLiteral(" -d ") +
           quoted(option.help) + QLatin1Char('\n');
}

QString linesOf(const CommandInfo &command)
{
    QString lines;
    const QList<ArgumentInfo> words = followers(command);
    for (const ArgumentInfo &word : words)
        lines += complete + onlyAt(command) + QStringLiteral(" -a ") + quoted(word.names.first()) +
                 QStringLiteral(" -d ") + quoted(word.help) + QLatin1Char('\n');
    if (takesFile(command))
        lines += complete + onlyAt(command) + QStringLiteral(" -F\n");
    // The program's own options can stand anywhere.
    const QString condition = command.path.isEmpty() ? QString() : onlyAt(command);
    for (const ArgumentInfo &option : command.options)
        lines += optionLine(option, condition);
    return lines;
}

} // namespace

QByteArray fishScript(const CommandInfo &program)
{
    const QList<CommandInfo> commands = flattened(program);
    QStringList paths;
    QString lines;
    for (const CommandInfo &command : commands) {
        if (!command.path.isEmpty())
            paths += quoted(place(command));
        lines += linesOf(command);
    }
    const QString script = QStringLiteral(R"(# Completions of keywright-cli for fish.
function __keywright_cli_at
    set -l place ''
    set -l value ''
    set -l tokens (commandline -opc)
    set -e tokens[1]
    for word in $tokens
        if test -n "$value"
            set value ''
            continue
        end
        switch $word
            case %1
                set value $word
            case '-*'
            case '*'
                if contains -- "$place $word" %2
                    set place "$place $word"
                end
        end
    end
    test "$place" = "$argv[1]"
end
complete -c keywright-cli -f
)");
    return (script.arg(valueOptions(program).join(QLatin1Char(' ')), paths.join(QLatin1Char(' '))) +
            lines)
        .toUtf8();
}

} // namespace keywright::cli
