#include "app/cli/completion/shell_script.h"

namespace keywright::cli {

namespace {

/// 'name:description' for _describe, which splits at the first colon.
QString described(const QList<ArgumentInfo> &arguments)
{
    QStringList entries;
    for (const ArgumentInfo &argument : arguments) {
        for (QString name : argument.names)
            entries += shellQuoted(
                name.replace(QLatin1Char(':'), QStringLiteral("\\:")) + QLatin1Char(':') +
                argument.help);
    }
    return entries.join(QLatin1Char(' '));
}

QString zshChoiceCases(const QList<CommandInfo> &commands)
{
    QString cases;
    for (const CommandInfo &command : commands) {
        for (const ArgumentInfo &option : command.options) {
            if (option.choices.isEmpty())
                continue;
            cases += QStringLiteral("            (%1) compadd -- %2 ;;\n")
                         .arg(
                             shellQuoted(place(command) + QLatin1Char(':') + option.names.first()),
                             option.choices.join(QLatin1Char(' ')));
        }
    }
    return cases;
}

QString zshPlaceCases(const QList<CommandInfo> &commands)
{
    QString cases;
    for (const CommandInfo &command : commands) {
        cases +=
            QStringLiteral("        (%1)\n            choices=(%2)\n            options=(%3)\n")
                .arg(
                    shellQuoted(place(command)), described(followers(command)),
                    command.path.isEmpty() ? QString() : described(command.options));
        if (takesFile(command))
            cases += QStringLiteral("            files=1\n");
        cases += QStringLiteral("            ;;\n");
    }
    return cases;
}

} // namespace

QByteArray zshScript(const CommandInfo &program)
{
    const QList<CommandInfo> commands = flattened(program);
    const QString script = QStringLiteral(R"(#compdef keywright-cli
# Completions of keywright-cli for zsh.
_keywright_cli() {
    local place='' option='' word='' files=''
    local -i i
    local -a choices options
    for ((i = 2; i < CURRENT; i++)); do
        word=${words[i]}
        if [[ -n $option ]]; then
            option=''
            continue
        fi
        case $word in
            (%1) option=$word ;;
            (-*) ;;
            (*)
                case "$place $word" in
                    (%2) place="$place $word" ;;
                esac
                ;;
        esac
    done
    if [[ -n $option ]]; then
        case "$place:$option" in
%3            (%4) _files ;;
            (%5) _files -/ ;;
        esac
        return
    fi
    case $place in
%6    esac
    options+=(%7)
    if [[ ${words[CURRENT]} != -* && -n $files ]]; then
        _files
    elif [[ ${words[CURRENT]} == -* || ${#choices} -eq 0 ]]; then
        _describe -o option options
    else
        _describe command choices
    fi
}
if [[ ${funcstack[1]} == _keywright_cli ]]; then
    _keywright_cli "$@"
else
    compdef _keywright_cli keywright-cli
fi
)");
    return script
        .arg(
            valueOptions(program).join(QLatin1Char('|')), knownPlaces(commands),
            zshChoiceCases(commands), anywhere(fileOptions(program)),
            anywhere(folderOptions(program)), zshPlaceCases(commands), described(program.options))
        .toUtf8();
}

} // namespace keywright::cli
