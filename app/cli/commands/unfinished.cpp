#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/accounts/creation_reconciliation.h"
#include "core/accounts/journalled_creation.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string>

namespace keywright::cli {

namespace {

struct ResolveOptions
{
    qint64 number = 0;
    std::string chosen; ///< the id of a candidate
    bool remove = false;
    bool done = false;
    bool yes = false;
};

/// Without the keychain nobody knows which of the secrets are lost.
Async<std::shared_ptr<Session>> openToReconcile(Context cli)
{
    if (!cli->usesKeychain()) {
        const Error error = fieldError(
            QStringLiteral("no-keychain"),
            tr("Whether a secret is lost cannot be told without the keychain."),
            tr("Leave out --no-keychain."));
        co_return failure(error);
    }
    Result<std::shared_ptr<Session>> session = co_await cli->openNamed();
    co_return session;
}

/// What earlier commands left behind, without what a rotation goes on with.
Async<QList<ReconciledCreation>> unfinishedOf(Context cli, std::shared_ptr<Session> session)
{
    auto creations = co_await reconcileCreations(session, cli->cancelToken());
    if (!creations)
        co_return creations;
    QList<ReconciledCreation> own;
    for (const ReconciledCreation &creation : std::as_const(*creations)) {
        const Result<bool> isRotated = cli->belongsToRotation(creation.entry);
        if (!isRotated)
            co_return failure(isRotated.error());
        if (!*isRotated)
            own.append(creation);
    }
    co_return Result<QList<ReconciledCreation>>(own);
}

QString fateName(CreationFate fate)
{
    switch (fate) {
    case CreationFate::Kept:
        return QStringLiteral("kept");
    case CreationFate::Lost:
        return QStringLiteral("lost");
    case CreationFate::Several:
        return QStringLiteral("several");
    case CreationFate::Open:
        return QStringLiteral("open");
    case CreationFate::Nothing:
        return QStringLiteral("nothing");
    }
    Q_UNREACHABLE();
}

QJsonObject creationJson(const ReconciledCreation &creation)
{
    const CreationEntry &entry = creation.entry;
    QJsonArray candidates;
    for (const CreationCandidate &candidate : creation.candidates)
        candidates.append(QJsonObject{
            {QStringLiteral("id"), candidate.id},
            {QStringLiteral("createdAt"), timeJson(candidate.createdAt)}});
    return {
        {QStringLiteral("number"), entry.id},
        {QStringLiteral("created"), entry.kind == CreationKind::Account ? QStringLiteral("account")
                                                                        : QStringLiteral("secret")},
        {QStringLiteral("account"), textJson(entry.accountId)},
        {QStringLiteral("accountName"), entry.accountName},
        {QStringLiteral("secretId"), textJson(entry.secretId)},
        {QStringLiteral("begunAt"), timeJson(entry.begunAt)},
        {QStringLiteral("state"), fateName(creation.fate)},
        {QStringLiteral("probable"), creation.isGuess},
        {QStringLiteral("candidates"), candidates}};
}

/// What deals with it; empty where there is nothing to do now.
QString resolveCommand(const CliContext &cli, const ReconciledCreation &creation)
{
    const QString command = QStringLiteral("secrets resolve %1").arg(creation.entry.id);
    switch (creation.fate) {
    case CreationFate::Kept:
        return cli.commandLine(command);
    case CreationFate::Lost:
        return cli.commandLine(command + QStringLiteral(" --delete"));
    case CreationFate::Several:
        return cli.commandLine(command + QStringLiteral(" --is ID"));
    case CreationFate::Open:
    case CreationFate::Nothing:
        return {};
    }
    Q_UNREACHABLE();
}

void printUnfinished(const CliContext &cli, const QList<ReconciledCreation> &creations)
{
    const Output &output = cli.output();
    QJsonArray documents;
    QList<QStringList> rows;
    for (const ReconciledCreation &creation : creations) {
        const CreationEntry &entry = creation.entry;
        documents.append(creationJson(creation));
        rows +=
            {QString::number(entry.id), entry.accountName, fateName(creation.fate),
             timeText(entry.begunAt)};
    }
    if (output.isJson())
        output.document(documents);
    else
        output.table({tr("NUMBER"), tr("ACCOUNT"), tr("STATE"), tr("BEGUN")}, rows);
    for (const ReconciledCreation &creation : creations) {
        output.note(QStringLiteral("%1. %2 %3")
                        .arg(creation.entry.id)
                        .arg(fateText(creation), fateHint(creation)));
        for (const CreationCandidate &candidate : creation.candidates)
            output.note(
                QStringLiteral("   %1  %2").arg(candidate.id, timeText(candidate.createdAt)));
        if (const QString command = resolveCommand(cli, creation); !command.isEmpty())
            output.note(QStringLiteral("   ") + command);
    }
}

QCoro::Task<int> listUnfinished(Context cli)
{
    Result<std::shared_ptr<Session>> session = co_await openToReconcile(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    const auto creations = co_await unfinishedOf(cli, *session);
    if (!creations)
        co_return cli->output().fail(creations.error());
    printUnfinished(*cli, *creations);
    co_return Done;
}

Async<ReconciledCreation>
findUnfinished(Context cli, std::shared_ptr<Session> session, qint64 number)
{
    const auto creations = co_await unfinishedOf(cli, session);
    if (!creations)
        co_return failure(creations.error());
    const auto found = std::find_if(
        creations->cbegin(), creations->cend(),
        [number](const ReconciledCreation &creation) { return creation.entry.id == number; });
    if (found == creations->cend())
        co_return failure(makeError(
            ErrorKind::NotFound, tr("There is no unfinished secret number %1.").arg(number),
            tr("%1 shows the numbers.")
                .arg(cli->commandLine(QStringLiteral("secrets unfinished")))));
    co_return Result<ReconciledCreation>(*found);
}

void printSecret(const Output &output, const ReconciledCreation &creation, const Secret &secret)
{
    const CreationEntry &entry = creation.entry;
    const bool isKey = entry.kind == CreationKind::Account && entry.type == AccountType::ApiKey;
    if (output.isJson()) {
        QJsonObject document = creationJson(creation);
        const std::string_view value = secret.expose();
        document.insert(
            isKey ? QStringLiteral("apiKey") : QStringLiteral("clientSecret"),
            QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
        output.document(document);
        return;
    }
    output.line(tr("Service account: %1").arg(entry.accountId));
    if (!entry.secretId.isEmpty())
        output.line(tr("Secret ID: %1").arg(entry.secretId));
    output.secret(isKey ? tr("API key") : tr("Client secret"), secret);
}

QCoro::Task<int>
showAgain(Context cli, std::shared_ptr<Session> session, ReconciledCreation creation)
{
    const Output &output = cli->output();
    const auto secret = co_await secretToShow(session, creation);
    if (!secret)
        co_return output.fail(secret.error());
    const JournalledCreation journalled(*session, creation.entry.id);
    journalled.shown();
    printSecret(output, creation, **secret);
    if (!output.isComplete()) {
        output.warn(tr("The secret could not be written to standard output. The keychain still "
                       "holds it."));
        co_return DoneInPart;
    }
    journalled.end();
    co_return Done;
}

QCoro::Task<int> deleteLost(
    Context cli, std::shared_ptr<Session> session, ReconciledCreation creation, bool isAgreed)
{
    const Output &output = cli->output();
    const CreationEntry &entry = creation.entry;
    if (!isAgreed) {
        const Error error = notConfirmed(
            QStringLiteral("%1 %2").arg(fateText(creation), tr("Deleting it was not confirmed.")));
        co_return output.fail(error);
    }
    const QString id = entry.kind == CreationKind::Account ? entry.accountId : entry.secretId;
    const Result<void> deleted = co_await deleteOrphan(session, creation, cli->cancelToken());
    if (!deleted)
        co_return output.fail(deleted.error());
    if (output.isJson())
        output.document(QJsonObject{{QStringLiteral("deleted"), id}});
    output.note(tr("Deleted %1.").arg(id));
    co_return Done;
}

/// What was asked for does not go with what became of the secret.
std::optional<Error>
choiceProblem(const CliContext &cli, const ReconciledCreation &creation, bool remove)
{
    const bool isKept = creation.fate == CreationFate::Kept;
    if (creation.fate == CreationFate::Nothing)
        return makeError(ErrorKind::NotFound, fateText(creation), fateHint(creation));
    if (creation.fate == CreationFate::Open || creation.fate == CreationFate::Several)
        return makeError(ErrorKind::Conflict, fateText(creation), fateHint(creation));
    if (isKept && remove)
        return makeError(
            ErrorKind::Conflict, fateText(creation),
            tr("To print it: %1").arg(resolveCommand(cli, creation)));
    if (!isKept && !remove)
        return makeError(
            ErrorKind::Conflict, fateText(creation),
            tr("%1 To delete it: %2").arg(fateHint(creation), resolveCommand(cli, creation)));
    return std::nullopt;
}

/// A person says which of several it is. Nothing is deleted by that.
int choose(
    const CliContext &cli, const Session &session, const ReconciledCreation &creation,
    const QString &id)
{
    for (const CreationCandidate &candidate : creation.candidates) {
        if (candidate.id != id)
            continue;
        const Result<void> chosen = chooseCandidate(session, creation, candidate);
        if (!chosen)
            return cli.output().fail(chosen.error());
        if (cli.output().isJson())
            cli.output().document(QJsonObject{{QStringLiteral("chosen"), id}});
        cli.output().note(tr("To see what can be done now: %1")
                              .arg(cli.commandLine(QStringLiteral("secrets unfinished"))));
        return Done;
    }
    return cli.output().fail(makeError(
        ErrorKind::NotFound, tr("%1 is none of those that it may be.").arg(id),
        fateText(creation)));
}

QCoro::Task<int> resolve(Context cli, std::shared_ptr<const ResolveOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await openToReconcile(cli);
    if (!session)
        co_return cli->output().fail(session.error());
    const auto creation = co_await findUnfinished(cli, *session, options->number);
    if (!creation)
        co_return cli->output().fail(creation.error());
    if (options->done) {
        const Result<void> ended = endCreation(**session, *creation);
        if (!ended)
            co_return cli->output().fail(ended.error());
        if (cli->output().isJson())
            cli->output().document(creationJson(*creation));
        co_return Done;
    }
    if (!options->chosen.empty())
        co_return choose(*cli, **session, *creation, qt(options->chosen));
    if (const auto problem = choiceProblem(*cli, *creation, options->remove))
        co_return cli->output().fail(*problem);
    auto work = options->remove ? deleteLost(cli, *session, *creation, options->yes)
                                : showAgain(cli, *session, *creation);
    const int status = co_await std::move(work);
    co_return status;
}

void addResolve(CLI::App &group, Command &chosen)
{
    const auto options = std::make_shared<ResolveOptions>();
    CLI::App *verb = group.add_subcommand(
        "resolve",
        "Print an unfinished secret that the keychain holds, or delete one that is lost");
    verb->add_option("NUMBER", options->number, "Its number, as \"secrets unfinished\" shows it")
        ->required();
    CLI::Option *remove = verb->add_flag(
        "--delete", options->remove, "Delete the lost secret, or the account created with it");
    CLI::Option *done =
        verb->add_flag("--done", options->done, "Forget about it and change nothing")
            ->excludes(remove);
    verb->add_option("--is", options->chosen, "Say which one it is, when several may be it")
        ->type_name("ID")
        ->excludes(remove)
        ->excludes(done);
    verb->add_flag("--yes", options->yes, "Confirm the deletion");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return resolve(cli, options);
        };
    });
}

} // namespace

void addUnfinishedCommands(CLI::App &group, Command &chosen)
{
    group
        .add_subcommand(
            "unfinished", "Secrets that earlier commands created, but that nobody may have got")
        ->callback([&chosen] {
            chosen = [](const Context &cli) {
                return listUnfinished(cli);
            };
        });
    addResolve(group, chosen);
}

} // namespace keywright::cli
