#include "app/cli/commands/bulk_output.h"

#include "app/cli/account_json.h"
#include "app/cli/commands/rotation_report.h"
#include "app/cli/text.h"
#include "core/rotation/bulk_report.h"

#include <QJsonArray>

namespace keywright::cli {

namespace {

QString nameOf(const BulkAccount &account)
{
    return account.name.isEmpty() ? account.id
                                  : QStringLiteral("%1 (%2)").arg(account.name, account.id);
}

QString sentencesOf(const Error &error)
{
    return QStringLiteral("%1 %2").arg(error.message, error.hint).trimmed();
}

QString planText(const BulkEntry &entry, BulkConsents agreed)
{
    const QString name = nameOf(entry.account);
    if (const auto refusal = entry.refusal(agreed))
        return tr("%1 is left out: %2").arg(name, sentencesOf(*refusal));
    return tr("%1: %2").arg(name, plannedWork(entry).join(QLatin1Char(' ')));
}

QString actionName(const BulkEntry &entry, bool isLeftOut)
{
    if (isLeftOut)
        return QStringLiteral("left-out");
    return entry.plan.rotation.replacesAccount() ? QStringLiteral("replace-account")
                                                 : QStringLiteral("rotate-secret");
}

QJsonValue errorJson(const std::optional<Error> &error)
{
    if (!error)
        return QJsonValue::Null;
    return QJsonObject{
        {QStringLiteral("kind"), errorKindName(error->kind)},
        {QStringLiteral("message"), error->message},
        {QStringLiteral("hint"), error->hint}};
}

QJsonObject planJson(const BulkEntry &entry, BulkConsents agreed)
{
    const auto refusal = entry.refusal(agreed);
    const Rotation &rotation = entry.plan.rotation;
    return {
        {QStringLiteral("account"), entry.account.id},
        {QStringLiteral("accountName"), textJson(entry.account.name)},
        {QStringLiteral("action"), actionName(entry, refusal.has_value())},
        {QStringLiteral("oldSecretId"), textJson(rotation.oldSecretId)},
        {QStringLiteral("deletedFirst"), textJson(rotation.slotSecretId)},
        {QStringLiteral("newAccountName"), textJson(rotation.newAccountName)},
        {QStringLiteral("ownAccount"), !entry.plan.ownAccountWarning.isEmpty()},
        {QStringLiteral("consequences"),
         QJsonArray::fromStringList(refusal ? QStringList() : plannedWork(entry))},
        {QStringLiteral("error"), errorJson(refusal)}};
}

QJsonObject resultJson(const BulkResult &result)
{
    const Rotation &rotation = result.rotation;
    QJsonObject json{
        {QStringLiteral("account"), result.account.id},
        {QStringLiteral("accountName"), textJson(result.account.name)},
        {QStringLiteral("outcome"), bulkStateName(result.state)},
        {QStringLiteral("rotation"),
         rotation.id == 0 ? QJsonValue(QJsonValue::Null)
                          : rotationJson(rotation, result.account.session->connection().name)},
        {QStringLiteral("remains"), textJson(remainingWork(rotation))},
        {QStringLiteral("error"), errorJson(result.problem)}};
    if (result.onlyHere) {
        const std::string_view value = result.onlyHere->expose();
        json.insert(
            rotation.replacesAccount() ? QStringLiteral("apiKey") : QStringLiteral("clientSecret"),
            QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
    }
    return json;
}

void printTable(const Output &output, const QList<BulkResult> &results)
{
    const QString none = QStringLiteral("—");
    QList<QStringList> rows;
    for (const BulkResult &result : results) {
        const Rotation &rotation = result.rotation;
        const bool isBegun = rotation.id != 0;
        const QString &created =
            rotation.replacesAccount() ? rotation.newAccountId : rotation.newSecretId;
        rows +=
            {isBegun ? QString::number(rotation.id) : none,
             nameOf(result.account),
             bulkStateName(result.state),
             isBegun ? rotationStepName(rotation.step) : none,
             created.isEmpty() ? none : created,
             timeText(rotation.oldExpiresAt)};
    }
    output.table(
        {tr("ID"), tr("ACCOUNT"), tr("OUTCOME"), tr("STEP"), tr("NEW"), tr("OLD ENDS")}, rows);
}

void warnOfProblems(const Output &output, const QList<BulkResult> &results)
{
    for (const BulkResult &result : results) {
        if (result.problem)
            output.warn(tr("%1: %2").arg(nameOf(result.account), sentencesOf(*result.problem)));
    }
}

} // namespace

void printBulkPlan(const Output &output, const QList<BulkEntry> &plan, BulkConsents agreed)
{
    if (!output.isJson()) {
        for (const BulkEntry &entry : plan)
            output.line(planText(entry, agreed));
        return;
    }
    QJsonArray documents;
    for (const BulkEntry &entry : plan)
        documents.append(planJson(entry, agreed));
    output.document(documents);
}

void noteBulkPlan(const Output &output, const QList<BulkEntry> &plan, BulkConsents agreed)
{
    for (const BulkEntry &entry : plan)
        output.note(planText(entry, agreed));
}

void printBulkReport(const Output &output, const QList<BulkResult> &results)
{
    warnOfProblems(output, results);
    if (output.isJson()) {
        QJsonArray documents;
        for (const BulkResult &result : results)
            documents.append(resultJson(result));
        return output.document(documents);
    }
    printTable(output, results);
    for (const BulkResult &result : results) {
        if (result.onlyHere)
            output.secret(
                tr("Secret of %1, which the keychain did not take").arg(nameOf(result.account)),
                *result.onlyHere);
    }
}

int bulkStatus(
    const QList<BulkEntry> &plan, const QList<BulkResult> &results, const StartOptions &options)
{
    int done = 0;
    int missing = 0;
    std::optional<Error> first;
    for (qsizetype place = 0; place < results.size(); ++place) {
        const BulkResult &result = results.at(place);
        if (options.allExpiring && plan.at(place).underWay != 0)
            continue;
        const bool isDone = result.state == BulkState::Done;
        ++(isDone ? done : missing);
        if (!first)
            first = result.problem;
    }
    if (missing == 0)
        return Done;
    return done > 0 || !first ? DoneInPart : exitStatus(*first);
}

} // namespace keywright::cli
