#include "app/sandbox/sandbox.h"

#include "app/cli/commands/commands.h"
#include "app/cli/text.h"

#include <QCoro/QCoroSignal>
#include <QJsonObject>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

void printInfo(const Output &output, const sandbox::SandboxInfo &info)
{
    if (output.isJson()) {
        output.document(sandbox::toJson(info));
        return;
    }
    output.line(tr("# Tecton"));
    output.line(QStringLiteral("export TECTON_URL=%1").arg(info.tecton.url));
    output.line(QStringLiteral("export TECTON_API_KEY=%1").arg(info.tecton.adminApiKey));
    output.line(tr("# MongoDB Atlas"));
    output.line(QStringLiteral("export MONGODB_ATLAS_BASE_URL=%1").arg(info.atlas.url));
    output.line(QStringLiteral("export MONGODB_ATLAS_ORG_ID=%1").arg(info.atlas.orgId));
    output.line(QStringLiteral("export MONGODB_ATLAS_CLIENT_ID=%1").arg(info.atlas.clientId));
    output.line(
        QStringLiteral("export MONGODB_ATLAS_CLIENT_SECRET=%1").arg(info.atlas.clientSecret));
    output.note(
        tr("Paste one of the two into another terminal. The sandbox runs until it is interrupted "
           "(Ctrl+C). Its data is thrown away then."));
}

QCoro::Task<int> runSandbox(Context cli)
{
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    if (!server.start(&reason)) {
        const Error error = makeError(
            ErrorKind::Network, tr("The sandbox could not start: %1").arg(reason),
            tr("Check that this machine allows listening on 127.0.0.1."));
        co_return cli->output().fail(error);
    }
    printInfo(cli->output(), server.info());
    co_await qCoro(cli.get(), &CliContext::interrupted);
    server.stop();
    co_return Done;
}

} // namespace

void addSandboxCommand(CLI::App &app, Command &chosen)
{
    app.add_subcommand("sandbox", "Start a throw-away sandbox and print how to reach it")
        ->callback([&chosen] {
            chosen = [](const Context &cli) {
                return runSandbox(cli);
            };
        });
}

} // namespace keywright::cli
