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
    CLI::Option *connection = app.add_option(
        "--connection", options.connection,
        "Use this stored connection instead of the environment");
    app.add_option(
           "--env-file", options.envFile,
           "Read the variables that describe a connection from this .env file instead")
        ->type_name("FILE")
        ->excludes(connection);
    app.add_option("--data-dir", options.dataDirectory, "Keep connections in this folder")
        ->type_name("DIR");
    app.add_option("--timeout", options.timeoutSeconds, "Seconds that a call may take")
        ->check(CLI::PositiveNumber);
    app.add_option("--proxy", options.proxy, "Proxy URL (http or socks5)");
    app.add_option("--ca-file", options.caFile, "Additional certificate authorities (PEM)")
        ->type_name("FILE");
    app.add_flag("--json", options.json, "Print one JSON document");
    app.add_flag("--quiet", options.quiet, "No advice on standard error");
    app.add_flag(
        "--no-keychain", options.noKeychain,
        "Keep nothing in the keychain and read nothing from it");
}

/// Help and version go to standard output; anything else is one line, and a document with --json.
int answerParser(const CLI::App &app, const CLI::ParseError &error, const QStringList &arguments)
{
    if (error.get_exit_code() == 0)
        return app.exit(error);
    QString message = QString::fromUtf8(error.what()).simplified();
    if (!message.endsWith(QLatin1Char('.')))
        message += QLatin1Char('.');
    Output output;
    output.setJson(arguments.contains(QLatin1StringView("--json")));
    const Error failed = makeError(
        ErrorKind::InvalidInput, message,
        QCoreApplication::translate("keywright-cli", "Add --help to see what is possible."));
    return output.fail(failed);
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
    addAccessCommands(app, chosen);
    addProjectCommands(app, chosen);
    addTokenCommand(app, chosen);
    addLookupCommand(app, chosen);
    addCallCommand(app, chosen);
    addImportCommands(app, chosen);
    addExportCommand(app, chosen);
    addSandboxCommand(app, chosen);
    addCompletionCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return answerParser(app, error, QCoreApplication::arguments());
    }

    const auto context = std::make_shared<CliContext>(options);
    const TerminationSignals termination;
    QObject::connect(
        &termination, &TerminationSignals::requested, context.get(), &CliContext::interrupt);
    const int status = QCoro::waitFor(chosen(context));
    QCoro::waitFor(context->signOut());
    return status;
}
