#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/provider/raw_reads.h"

#include <QJsonDocument>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct CallOptions
{
    std::string method;
    std::string path;
    std::string account;
};

int printAnswer(const Output &output, const RawAnswer &answer)
{
    if (output.isJson() && QJsonDocument::fromJson(answer.body.view()).isNull()) {
        const Error error = makeError(
            ErrorKind::Protocol,
            tr("The answer is not a JSON document: its type is %1.")
                .arg(QString::fromLatin1(answer.contentType)),
            tr("Leave out --json to get it as it is."));
        return output.fail(error);
    }
    output.raw(answer.body);
    return Done;
}

QCoro::Task<int> call(Context cli, std::shared_ptr<const CallOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    const std::shared_ptr<Provider> provider = (*session)->provider();
    if (!provider->rawReads()) {
        const Error error = notOffered(
            (*session)->connection(), tr("free reads of its API here"),
            tr("The other groups of commands read what there is: see keywright-cli --help."));
        co_return cli->output().fail(error);
    }
    std::shared_ptr<Authorizer> as;
    if (!options->account.empty()) {
        Result<std::shared_ptr<Authorizer>> authorizer =
            co_await (*session)->authorizerFor(qt(options->account));
        if (!authorizer)
            co_return cli->output().fail(authorizer.error());
        as = *authorizer;
    }
    Result<RawAnswer> answer =
        co_await provider->rawReads()->get(qt(options->path), as, cli->cancelToken());
    if (!answer)
        co_return cli->output().fail(answer.error());
    co_return printAnswer(cli->output(), *answer);
}

} // namespace

void addCallCommand(CLI::App &app, Command &chosen)
{
    const auto options = std::make_shared<CallOptions>();
    CLI::App *verb =
        app.add_subcommand("call", "Read any path of the API with the right credential");
    verb->add_option("METHOD", options->method, "GET; nothing else")
        ->required()
        ->check(CLI::IsMember({"GET"}));
    verb->add_option("PATH", options->path, "Path below the API's root, for example /orgs")
        ->required();
    verb->add_option("--as", options->account, "Use the stored credential of this service account");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return call(cli, options);
        };
    });
}

} // namespace keywright::cli
