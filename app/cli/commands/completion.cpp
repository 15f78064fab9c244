#include "app/cli/commands/commands.h"
#include "app/cli/completion/man_page.h"
#include "app/cli/completion/shell_script.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

QByteArray textFor(const std::string &kind, const CommandInfo &program)
{
    if (kind == "bash")
        return bashScript(program);
    if (kind == "zsh")
        return zshScript(program);
    if (kind == "fish")
        return fishScript(program);
    return manPage(program, QStringLiteral(KEYWRIGHT_VERSION));
}

QCoro::Task<int> print(Context cli, QByteArray text)
{
    cli->output().raw(WipedBytes(std::move(text)));
    co_return Done;
}

} // namespace

void addCompletionCommand(CLI::App &app, Command &chosen)
{
    const auto kind = std::make_shared<std::string>();
    CLI::App *verb =
        app.add_subcommand("completion", "Print the completions for a shell, or the manual page");
    verb->group(""); // for packagers, so not in --help
    verb->add_option("KIND", *kind, "bash, zsh, fish or man")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
    verb->callback([kind, &app, &chosen] {
        chosen = [text = textFor(*kind, commandTree(app))](const Context &cli) {
            return print(cli, text);
        };
    });
}

} // namespace keywright::cli
