#include "app/cli/cli_context.h"
#include "app/cli/commands/commands.h"
#include "core/base/process_hardening.h"
#include "core/base/termination_signals.h"

#include <QCoreApplication>

#include <CLI/CLI.hpp>
#include <csignal>

using namespace keywright;
using namespace keywright::cli;

namespace {

void addGlobalOptions(CLI::App &app, GlobalOptions &options)
{
    app.set_version_flag("--version", "keywright-cli " KEYWRIGHT_VERSION);
    app.add_option(
        "--connection", options.connection,
        "Use this stored connection instead of the environment");
    app.add_option("--data-dir", options.dataDirectory, "Keep connections in this folder");
    app.add_option("--timeout", options.timeoutSeconds, "Seconds that a call may take")
        ->check(CLI::PositiveNumber);
    app.add_option("--proxy", options.proxy, "Proxy URL (http or socks5)");
    app.add_option("--ca-file", options.caFile, "Additional certificate authorities (PEM)");
    app.add_flag("--json", options.json, "Print one JSON document");
    app.add_flag("--quiet", options.quiet, "No advice on standard error");
    app.add_flag(
        "--no-keychain", options.noKeychain,
        "Keep nothing in the keychain and read nothing from it");
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
#ifdef SIGPIPE
    // A closed pipe is noticed when writing, so that a command can say what was lost.
    std::signal(SIGPIPE, SIG_IGN);
#endif
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("keywright-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYWRIGHT_VERSION));

    CLI::App app("Look after service accounts, their roles and secrets.", "keywright-cli");
    app.require_subcommand(1);
    app.fallthrough();
    GlobalOptions options;
    Command chosen;
    addGlobalOptions(app, options);
    addConnectionCommands(app, chosen);
    addAccountCommands(app, chosen);
    addSecretCommands(app, chosen);
    addRotateCommands(app, chosen);
    addRoleCommands(app, chosen);
    addTokenCommand(app, chosen);
    addLookupCommand(app, chosen);
    addSandboxCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? Done : InvalidUsage;
    }

    const auto context = std::make_shared<CliContext>(options);
    const TerminationSignals termination;
    QObject::connect(
        &termination, &TerminationSignals::requested, context.get(), &CliContext::interrupt);
    return QCoro::waitFor(chosen(context));
}
