#include "app/cli/completion/shell_script.h"

namespace keywright::cli {

namespace {

QString words(const QList<ArgumentInfo> &arguments)
{
    QStringList names;
    for (const ArgumentInfo &argument : arguments)
        names += argument.names;
    return names.join(QLatin1Char(' '));
}

QString bashChoiceCases(const QList<CommandInfo> &commands)
{
    QString cases;
    for (const CommandInfo &command : commands) {
        for (const ArgumentInfo &option : command.options) {
            if (option.choices.isEmpty())
                continue;
            cases += QStringLiteral("            %1) choices=%2 ;;\n")
                         .arg(
                             shellQuoted(place(command) + QLatin1Char(':') + option.names.first()),
                             shellQuoted(option.choices.join(QLatin1Char(' '))));
        }
    }
    return cases;
}

QString bashPlaceCases(const QList<CommandInfo> &commands)
{
    QString cases;
    for (const CommandInfo &command : commands) {
        cases += QStringLiteral("        %1) choices=%2 options=%3%4 ;;\n")
                     .arg(
                         shellQuoted(place(command)), shellQuoted(words(followers(command))),
                         shellQuoted(words(command.options)),
                         takesFile(command) ? QStringLiteral(" files=1") : QString());
    }
    return cases;
}

} // namespace

QByteArray bashScript(const CommandInfo &program)
{
    const QList<CommandInfo> commands = flattened(program);
    const QString script = QStringLiteral(R"(# Completions of keywright-cli for bash.
_keywright_cli()
{
    local cur=${COMP_WORDS[COMP_CWORD]} place= option= word choices= options= files=
    COMPREPLY=()
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ -n $option ]]; then
            [[ $word == '=' ]] || option=
            continue
        fi
        case $word in
            %1) option=$word ;;
            -*) ;;
            *)
                case "$place $word" in
                    %2) place="$place $word" ;;
                esac
                ;;
        esac
    done
    if [[ -n $option ]]; then
        [[ $cur == '=' ]] && cur=
        case "$place:$option" in
%3            %4) files=1 ;;
        esac
    else
        case $place in
%5        esac
        options="$options "%6
        [[ $cur == -* || ( -z $choices && -z $files ) ]] && choices=$options
    fi
    if [[ -n $files && $cur != -* ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$cur")
    fi
}
complete -F _keywright_cli keywright-cli
)");
    const QStringList paths = fileOptions(program) + folderOptions(program);
    return script
        .arg(
            valueOptions(program).join(QLatin1Char('|')), knownPlaces(commands),
            bashChoiceCases(commands), anywhere(paths), bashPlaceCases(commands),
            shellQuoted(words(program.options)))
        .toUtf8();
}

} // namespace keywright::cli
