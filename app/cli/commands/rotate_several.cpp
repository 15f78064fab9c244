#include "app/cli/commands/rotate_several.h"

#include "app/cli/commands/bulk_output.h"
#include "app/cli/commands/lifetime.h"
#include "app/cli/commands/rotation_places.h"
#include "app/cli/commands/rotation_probe.h"
#include "app/cli/commands/rotation_report.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/rotation/bulk_report.h"
#include "core/rotation/expiring_accounts.h"
#include "core/transfer/export_file.h"

#include <QFileInfo>
#include <QJsonArray>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

constexpr int longestDays = 36'500;

Error reportExistsError(const QString &file)
{
    return makeError(
        ErrorKind::Conflict, tr("There is a file %1 already.").arg(file),
        tr("Choose another name for the report."));
}

/// What cannot be meant, before anything is asked for.
std::optional<Error> usageProblem(const CliContext &cli, const StartOptions &options)
{
    if (options.accounts.empty() == !options.allExpiring)
        return fieldError(
            QStringLiteral("ID"), tr("It is not clear which accounts are to be rotated."),
            tr("Give their ids, or --all-expiring DAYS."));
    if (!options.newName.empty())
        return fieldError(
            QStringLiteral("new-name"), tr("Several accounts cannot have one new name."),
            tr("Leave it out: names are made from the old ones."));
    if (!cli.usesKeychain() && !options.dryRun)
        return fieldError(
            QStringLiteral("no-keychain"),
            tr("Without the keychain the new secrets of several accounts would be nowhere."),
            tr("Leave out --no-keychain, or rotate one account after the other."));
    if (!options.report.empty() && QFileInfo::exists(qt(options.report)))
        return reportExistsError(qt(options.report));
    return std::nullopt;
}

Async<QList<BulkAccount>> selection(
    Context cli, std::shared_ptr<Session> session, std::shared_ptr<const StartOptions> options)
{
    if (options->allExpiring) {
        const QDateTime until = cli->clock().now().addDays(*options->allExpiring);
        auto expiring = co_await expiringAccounts(session, until, cli->cancelToken());
        co_return expiring;
    }
    QList<BulkAccount> accounts;
    QStringList known;
    for (const std::string &id : options->accounts) {
        if (known.contains(qt(id)))
            continue;
        known.append(qt(id));
        accounts.append({session, qt(id), QString()});
    }
    co_return Result<QList<BulkAccount>>(std::move(accounts));
}

/// Naming an account with an API key means to replace it, as with one account alone.
BulkConsents consentsOf(const StartOptions &options)
{
    BulkConsents agreed = BulkConsent::ReplaceAccounts;
    agreed.setFlag(BulkConsent::FreeSlots, options.yes);
    agreed.setFlag(BulkConsent::OwnAccounts, options.yes);
    return agreed;
}

BulkControls controlsFor(const Output &output, const StartOptions &options, qsizetype total)
{
    BulkControls controls;
    controls.agreed = consentsOf(options);
    controls.retirement = options.retires() ? Retirement::Delete : Retirement::Later;
    controls.goesOnAfterFailure = options.continueOnError;
    controls.refused = [output](const PendingRefusal &refusal) {
        notePending(output, refusal);
    };
    controls.changed = [output, total](qsizetype place, const BulkResult &result) {
        const Rotation &rotation = result.rotation;
        if (result.state == BulkState::Running && rotation.id != 0)
            output.note(tr("%1 of %2, %3: %4")
                            .arg(
                                QString::number(place + 1), QString::number(total),
                                result.account.name, rotationStepName(rotation.step)));
    };
    return controls;
}

/// Old secrets that are to go at once although somebody has noted where they are used.
std::optional<Error>
retirementProblem(const CliContext &cli, const QList<BulkEntry> &plan, const StartOptions &options)
{
    if (!options.retires() || options.yes)
        return std::nullopt;
    QStringList used;
    for (const BulkEntry &entry : plan) {
        if (entry.obstacle)
            continue;
        const Rotation &rotation = entry.plan.rotation;
        const auto places = notedPlaces(cli, rotation.connectionId, rotation.accountId);
        if (!places)
            return places.error();
        if (!places->isEmpty())
            used += QStringLiteral("%1 (%2)").arg(rotation.accountName, *places);
    }
    if (used.isEmpty())
        return std::nullopt;
    return notConfirmed(tr("Old secrets would go before these places have the new ones: %1.")
                            .arg(used.join(QStringLiteral("; "))));
}

bool writeReport(const Output &output, const QString &file, const QList<BulkResult> &results)
{
    if (file.isEmpty())
        return true;
    const auto written = writeTextFile(file, bulkReportCsv(results), false);
    if (written)
        output.note(tr("Wrote the report to %1; it holds no secret.").arg(file));
    else
        output.warn(
            QStringLiteral("%1 %2").arg(written.error().message, written.error().hint).trimmed());
    return written.has_value();
}

void noteWhatRemains(
    const Output &output, const QList<BulkEntry> &plan, const QList<BulkResult> &results,
    BulkConsents agreed)
{
    bool isConsentMissing = false;
    bool isToHandOver = false;
    for (qsizetype place = 0; place < results.size(); ++place) {
        const BulkEntry &entry = plan.at(place);
        isConsentMissing = isConsentMissing || (!entry.obstacle && entry.refusal(agreed));
        isToHandOver = isToHandOver || results.at(place).rotation.step == RotationStep::Proved;
    }
    if (isConsentMissing)
        output.note(tr("Add --yes to rotate also what was left out because it was not agreed to."));
    if (isToHandOver)
        output.note(tr("The new secrets are in the keychain: keywright-cli rotate resume ID prints "
                       "one. Once every program has it: keywright-cli rotate retire ID"));
}

} // namespace

void addStartOptions(CLI::App &verb, StartOptions &options)
{
    verb.add_option("ID", options.accounts, "Service account ids; several are rotated in turn");
    verb.add_option(
            "--all-expiring", options.allExpiring,
            "All accounts of which a working secret ends within so many days")
        ->check(CLI::Range(1, longestDays))
        ->type_name("DAYS");
    verb.add_option("--expires", options.expires, "Lifetime: hours, or days like 30d");
    verb.add_option(
        "--probe", options.probe,
        "A lookup that has to work with the new secret: WORKSPACE/SERVICE:key=value,…");
    verb.add_option(
        "--new-name", options.newName, "Name of the account that replaces one with an API key");
    verb.add_option("--retire", options.retire, "Retire the old secret now or later")
        ->check(CLI::IsMember({"now", "later"}));
    verb.add_flag("--dry-run", options.dryRun, "Print what would be done, and do nothing");
    verb.add_flag(
        "--continue-on-error", options.continueOnError,
        "Go on with the next account when one fails");
    verb.add_option(
            "--report", options.report, "Write what has become of each account as CSV, no secrets")
        ->type_name("FILE");
    verb.add_flag("--yes", options.yes, "Agree to what the plan deletes");
}

Async<RotationWish>
wishFor(Context cli, std::shared_ptr<Session> session, std::shared_ptr<const StartOptions> options)
{
    RotationWish wish;
    const Result<int> wanted = parseLifetimeHours(qt(options->expires));
    if (!wanted)
        co_return failure(wanted.error());
    const Result<int> lifetime = co_await allowedLifetime(cli, session, *wanted);
    if (!lifetime)
        co_return failure(lifetime.error());
    wish.lifetimeHours = *lifetime;
    wish.newAccountName = qt(options->newName);
    if (options->probe.empty())
        co_return Result<RotationWish>(std::move(wish));
    const Result<LookupRequest> probe =
        co_await readProbe(session, qt(options->probe), cli->cancelToken());
    if (!probe)
        co_return failure(probe.error());
    wish.probe = *probe;
    co_return Result<RotationWish>(std::move(wish));
}

QCoro::Task<int> rotateSeveral(Context cli, std::shared_ptr<const StartOptions> options)
{
    const Output &output = cli->output();
    if (const auto problem = usageProblem(*cli, *options))
        co_return output.fail(*problem);
    const auto session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    const auto wish = co_await wishFor(cli, *session, options);
    if (!wish)
        co_return output.fail(wish.error());
    const auto accounts = co_await selection(cli, *session, options);
    if (!accounts)
        co_return output.fail(accounts.error());
    if (accounts->isEmpty())
        output.note(tr("No secret that works ends within %1 days.").arg(*options->allExpiring));
    const BulkRotation bulk(cli->rotations());
    const auto plan = co_await bulk.plan(*accounts, *wish, nullptr, cli->cancelToken());
    if (!plan)
        co_return output.fail(plan.error());
    const BulkConsents agreed = consentsOf(*options);
    if (options->dryRun) {
        printBulkPlan(output, *plan, agreed);
        co_return Done;
    }
    if (const auto problem = retirementProblem(*cli, *plan, *options))
        co_return output.fail(*problem);
    noteBulkPlan(output, *plan, agreed);
    BulkControls controls = controlsFor(output, *options, plan->size());
    const auto results = co_await bulk.run(*plan, std::move(controls), cli->cancelToken());
    printBulkReport(output, *results);
    noteWhatRemains(output, *plan, *results, agreed);
    const bool isWritten = writeReport(output, qt(options->report), *results);
    if (cli->cancelToken().isCancelled())
        co_return Interrupted;
    const int status = bulkStatus(*plan, *results, *options);
    const bool isTold = isWritten && output.isComplete();
    co_return status == Done && !isTold ? DoneInPart : status;
}

} // namespace keywright::cli
