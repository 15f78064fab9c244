#include "app/cli/commands/commands.h"
#include "app/cli/commands/rotate_several.h"
#include "app/cli/commands/rotation_report.h"
#include "app/cli/text.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct GoOnOptions
{
    qint64 id = 0;
    std::string discard;
    bool deactivateOnly = false;
    bool handedOver = false;
    bool yes = false;
};

Error needsYesError(const QString &what)
{
    return fieldError(
        QStringLiteral("yes"), tr("%1 This was not confirmed.").arg(what),
        tr("Add --yes when you mean it."));
}

/// The new secret was put into the keychain when the rotation began, and goes on from there.
Result<void> checkKeychainUsed(const CliContext &cli)
{
    if (cli.usesKeychain())
        return {};
    return failure(fieldError(
        QStringLiteral("no-keychain"),
        tr("A rotation that was begun goes on with the keychain, which holds its new secret."),
        tr("Leave out --no-keychain.")));
}

/// The session to go on with, of the connection that the rotation was begun with.
Async<std::shared_ptr<Session>> openToGoOn(Context cli, qint64 id)
{
    if (const Result<void> used = checkKeychainUsed(*cli); !used)
        co_return failure(used.error());
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return session;
    const Result<Rotation> rotation = cli->rotations().rotation(id);
    if (!rotation)
        co_return failure(rotation.error());
    if (const Result<void> same = checkConnection(*cli, **session, *rotation); !same)
        co_return failure(same.error());
    co_return session;
}

/// Not while a place that somebody has noted is without the new secret.
Result<void> mayHandOver(const CliContext &cli, const GoOnOptions &options)
{
    if (options.handedOver)
        return {};
    const Result<Rotation> rotation = cli.rotations().rotation(options.id);
    if (!rotation)
        return failure(rotation.error());
    return checkPlaces(cli, *rotation);
}

RotationControls controlsFor(const Output &output)
{
    RotationControls controls;
    controls.refused = [output](const PendingRefusal &refusal) {
        notePending(output, refusal);
    };
    return controls;
}

/// People say that the new secret is where it is needed; then the old one goes as far as the
/// controls say.
Async<RotationOutcome> handOverAndRetire(
    Context cli, std::shared_ptr<Session> session, qint64 id, RotationControls controls)
{
    const Result<Rotation> handedOver = cli->rotations().handedOver(id);
    if (!handedOver)
        co_return failure(handedOver.error());
    Result<RotationOutcome> retired = co_await cli->rotations().resume(
        std::move(session), id, std::move(controls), cli->cancelToken());
    co_return retired;
}

Async<RotationPlan>
planFor(Context cli, std::shared_ptr<Session> session, std::shared_ptr<const StartOptions> options)
{
    auto wish = co_await wishFor(cli, session, options);
    if (!wish)
        co_return failure(std::move(wish).error());
    const QString account = qt(options->accounts.front());
    Result<RotationPlan> plan =
        co_await cli->rotations().plan(session, account, *std::move(wish), cli->cancelToken());
    co_return plan;
}

/// What must be agreed to with --yes before anything is done.
std::optional<Error>
agreementProblem(const CliContext &cli, const RotationPlan &plan, const StartOptions &options)
{
    if (options.yes)
        return std::nullopt;
    if (options.retires()) {
        const auto places = notedPlaces(cli, plan.rotation.connectionId, plan.rotation.accountId);
        if (!places)
            return places.error();
        if (!places->isEmpty())
            return needsYesError(
                tr("The old secret would go before these have the new one: %1.").arg(*places));
    }
    if (!plan.rotation.slotSecretId.isEmpty())
        return needsYesError(
            tr("The secret %1 would be deleted first.").arg(plan.rotation.slotSecretId));
    if (options.retires() && !plan.ownAccountWarning.isEmpty())
        return needsYesError(plan.ownAccountWarning);
    return std::nullopt;
}

QCoro::Task<int> startRotation(Context cli, std::shared_ptr<const StartOptions> options)
{
    const Output &output = cli->output();
    const bool retires = options->retires();
    if (!cli->usesKeychain() && !retires) {
        const Error error = fieldError(
            QStringLiteral("retire"),
            tr("Without the keychain a rotation cannot be finished later."),
            tr("Add --retire now, or leave out --no-keychain."));
        co_return output.fail(error);
    }
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    const Result<RotationPlan> plan = co_await planFor(cli, *session, options);
    if (!plan)
        co_return output.fail(plan.error());
    for (const QString &consequence : plan->consequences)
        output.note(consequence);
    if (const std::optional<Error> problem = agreementProblem(*cli, *plan, *options))
        co_return output.fail(*problem);
    RotationControls controls = controlsFor(output);
    controls.mayFreeSlot = options->yes;
    controls.mayRetireOwnSecret = options->yes;
    const Result<RotationOutcome> started =
        co_await cli->rotations().start(*session, *plan, controls, cli->cancelToken());
    if (!started)
        co_return output.fail(started.error());
    // The secret is out before the old one goes. With JSON this is the one document.
    const RotationSurroundings around = surroundingsOf(*cli, started->rotation);
    if (!retires)
        co_return reportRotation(output, *started, around);
    const int status = reportCreation(output, *started, around);
    if (status != Done)
        co_return status;
    controls.retirement = Retirement::Delete;
    const Result<RotationOutcome> retired =
        co_await handOverAndRetire(cli, *session, started->rotation.id, controls);
    co_return retired ? reportRetirement(output, *retired) : output.fail(retired.error());
}

QCoro::Task<int> listRotations(Context cli, bool all)
{
    const auto rotations = all ? cli->rotations().all() : cli->rotations().underWay();
    if (!rotations)
        co_return cli->output().fail(rotations.error());
    printRotations(*cli, *rotations);
    co_return Done;
}

QCoro::Task<int> resumeRotation(Context cli, std::shared_ptr<const GoOnOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await openToGoOn(cli, options->id);
    if (!session)
        co_return cli->output().fail(session.error());
    RotationControls controls = controlsFor(cli->output());
    controls.mayDiscard = qt(options->discard);
    const Result<RotationOutcome> outcome = co_await cli->rotations().resume(
        *session, options->id, std::move(controls), cli->cancelToken());
    if (!outcome)
        co_return cli->output().fail(outcome.error());
    const RotationSurroundings around = co_await lookAround(cli, *session, outcome->rotation);
    co_return reportRotation(cli->output(), *outcome, around);
}

QCoro::Task<int> retireRotation(Context cli, std::shared_ptr<const GoOnOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await openToGoOn(cli, options->id);
    if (!session)
        co_return cli->output().fail(session.error());
    RotationControls controls = controlsFor(cli->output());
    const Result<void> handedOver = mayHandOver(*cli, *options);
    if (!handedOver)
        co_return cli->output().fail(handedOver.error());
    controls.retirement = options->deactivateOnly ? Retirement::Deactivate : Retirement::Delete;
    controls.mayRetireOwnSecret = options->yes;
    const Result<RotationOutcome> retired =
        co_await handOverAndRetire(cli, *session, options->id, std::move(controls));
    if (!retired)
        co_return cli->output().fail(retired.error());
    const RotationSurroundings around = surroundingsOf(*cli, retired->rotation);
    co_return reportRotation(cli->output(), *retired, around);
}

QCoro::Task<int> abandonRotation(Context cli, std::shared_ptr<const GoOnOptions> options)
{
    if (!options->yes) {
        const Error error = needsYesError(tr("Abandoning a rotation deletes the new secret."));
        co_return cli->output().fail(error);
    }
    Result<std::shared_ptr<Session>> session = co_await openToGoOn(cli, options->id);
    if (!session)
        co_return cli->output().fail(session.error());
    RotationControls controls;
    controls.mayDiscard = qt(options->discard);
    const Result<Rotation> abandoned = co_await cli->rotations().abandon(
        *session, options->id, std::move(controls), cli->cancelToken());
    if (!abandoned)
        co_return cli->output().fail(abandoned.error());
    RotationOutcome outcome;
    outcome.rotation = *abandoned;
    const RotationSurroundings around = surroundingsOf(*cli, outcome.rotation);
    co_return reportRotation(cli->output(), outcome, around);
}

void addStart(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<StartOptions>();
    CLI::App *verb = group.add_subcommand(
        "start", "Create a second secret and prove that it works, for one account or several");
    addStartOptions(*verb, *options);
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return options->isBulk() ? rotateSeveral(cli, options) : startRotation(cli, options);
        };
    });
}

using GoOn = QCoro::Task<int> (*)(Context, std::shared_ptr<const GoOnOptions>);

CLI::App *addGoOn(
    CLI::App &group, const char *name, const char *help, GoOn run,
    const std::shared_ptr<GoOnOptions> &options, Command &chosen)
{
    CLI::App *verb = group.add_subcommand(name, help);
    verb->add_option("ROTATION_ID", options->id, "Number of the rotation")->required();
    verb->callback([options, run, &chosen] {
        chosen = [options, run](const Context &cli) {
            return run(cli, options);
        };
    });
    return verb;
}

void addRotateList(CLI::App &group, Command &chosen)
{
    const auto all = std::make_shared<bool>(false);
    CLI::App *verb = group.add_subcommand("list", "List the rotations that are under way");
    verb->add_flag("--all", *all, "Those that are over as well");
    verb->callback([all, &chosen] {
        chosen = [all](const Context &cli) {
            return listRotations(cli, *all);
        };
    });
}

} // namespace

void addRotateCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand("rotate", "Replace secrets without an outage");
    group->require_subcommand(1);
    addStart(*group, chosen);
    addRotateList(*group, chosen);
    const char *const discardHelp =
        "Delete this one, which appeared while an answer was lost, and whose value is nowhere";
    const auto resuming = std::make_shared<GoOnOptions>();
    addGoOn(
        *group, "resume", "Go on where it stopped, or print the new secret again", resumeRotation,
        resuming, chosen)
        ->add_option("--discard", resuming->discard, discardHelp);
    const auto retiring = std::make_shared<GoOnOptions>();
    CLI::App *retire = addGoOn(
        *group, "retire", "Retire the old secret, now that every program has the new one",
        retireRotation, retiring, chosen);
    retire->add_flag(
        "--deactivate-only", retiring->deactivateOnly,
        "Do not delete it yet, where it can be deactivated");
    retire->add_flag(
        "--handed-over", retiring->handedOver,
        "Also when places that were noted in the window are not ticked there");
    retire->add_flag(
        "--yes", retiring->yes, "Also when the console itself signs in with the account");
    const auto abandoning = std::make_shared<GoOnOptions>();
    CLI::App *abandon = addGoOn(
        *group, "abandon", "Delete the new secret and keep the old one", abandonRotation,
        abandoning, chosen);
    abandon->add_option("--discard", abandoning->discard, discardHelp);
    abandon->add_flag("--yes", abandoning->yes, "Confirm");
}

} // namespace keywright::cli
