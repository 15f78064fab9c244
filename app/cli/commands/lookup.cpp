#include "app/cli/commands/commands.h"
#include "app/cli/commands/lookup_modes.h"
#include "app/cli/commands/lookup_text.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/workbench/batch_call.h"
#include "core/workbench/missing_service.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

using Arguments = std::shared_ptr<const LookupArguments>;

/// Whether the lookup itself may well be answered. A batch needs to know its columns.
bool canDoWithoutSchema(const LookupArguments &arguments, const Error &error)
{
    return arguments.batch.empty() && error.kind != ErrorKind::NotFound && !endsBatch(error);
}

void noteMissingTypes(const Output &output, const Error &error)
{
    output.note(tr("The types of the keys could not be read: %1").arg(error.message));
    output.note(
        tr("Keys are sent as text, and values of the context as JSON where they are JSON: write "
           "--context 'name=\"42\"' for a whole number of 64 bits or for text of digits."));
}

Async<PreparedLookup> prepare(Context cli, Arguments arguments)
{
    using Prepared = Result<PreparedLookup>;
    if (auto problem = contradiction(*arguments))
        co_return Prepared(failure(*problem));
    const auto service = serviceParts(qt(arguments->service));
    if (!service)
        co_return Prepared(failure(service.error()));
    auto session = co_await cli->openSession();
    if (!session)
        co_return Prepared(failure(session.error()));
    auto reader = co_await readerFor(*session, qt(arguments->account));
    if (!reader)
        co_return Prepared(failure(reader.error()));
    auto schema = co_await (*reader)->schema(service->first, service->second, cli->cancelToken());
    if (!schema && !canDoWithoutSchema(*arguments, schema.error())) {
        MissingService missing;
        missing.workspace = service->first;
        missing.featureService = service->second;
        missing.error = schema.error();
        missing.knownServices =
            cli->rememberedServices((*session)->connection().id, service->first);
        auto explained =
            co_await explainMissing((*session)->provider(), missing, cli->cancelToken());
        co_return Prepared(failure(*explained));
    }
    auto request =
        schema ? typedRequest(*arguments, *service, *schema) : untypedRequest(*arguments, *service);
    if (!request)
        co_return Prepared(failure(request.error()));
    if (!schema)
        noteMissingTypes(cli->output(), schema.error());
    const LookupSchema known = schema.value_or(LookupSchema());
    PreparedLookup lookup{cli, arguments, *session, *reader, known, *request};
    co_return Prepared(std::move(lookup));
}

QCoro::Task<int> lookUpOnce(std::shared_ptr<const PreparedLookup> lookup)
{
    const Output &output = lookup->cli->output();
    auto result = co_await lookup->reader->lookup(lookup->request, lookup->cli->cancelToken());
    if (!result)
        co_return output.fail(result.error());
    printResult(output, *result, lookup->request.options);
    co_return Done;
}

QCoro::Task<int> lookUp(Context cli, Arguments arguments)
{
    auto prepared = co_await prepare(cli, arguments);
    if (!prepared)
        co_return cli->output().fail(prepared.error());
    const auto lookup = std::make_shared<const PreparedLookup>(*std::move(prepared));
    auto way = lookUpOnce;
    if (!arguments->batch.empty())
        way = lookUpBatch;
    else if (arguments->repeats > 0 || arguments->seconds > 0)
        way = repeatLookup;
    else if (!arguments->compareWith.empty())
        way = compareLookup;
    const int status = co_await way(lookup);
    co_return status;
}

} // namespace

Async<std::shared_ptr<FeatureReader>> readerFor(std::shared_ptr<Session> session, QString accountId)
{
    using Reader = Result<std::shared_ptr<FeatureReader>>;
    if (!session->provider()->capabilities().lookups) {
        const Error error = notOffered(
            session->connection(), tr("lookups"), tr("Name a connection to a feature platform."));
        co_return Reader(failure(error));
    }
    auto authorizer = co_await session->authorizerFor(accountId);
    if (!authorizer)
        co_return Reader(failure(authorizer.error()));
    auto reader = session->provider()->featureReader(*authorizer);
    co_return Reader(std::move(reader));
}

void addLookupCommand(CLI::App &app, Command &chosen)
{
    const auto arguments = std::make_shared<LookupArguments>();
    CLI::App *verb = app.add_subcommand("lookup", "Read features of one feature service");
    addLookupOptions(*verb, *arguments);
    verb->callback([arguments, &chosen] {
        chosen = [arguments](const Context &cli) {
            return lookUp(cli, arguments);
        };
    });
}

} // namespace keywright::cli
