#include "app/cli/commands/rotation_report.h"

#include "app/cli/account_json.h"
#include "app/cli/text.h"

#include <QJsonArray>

namespace keywright::cli {

namespace {

QString shown(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QStringLiteral("—");
}

QString shown(const QString &name)
{
    return name.isEmpty() ? QStringLiteral("—") : name;
}

QJsonValue idJson(const QString &id)
{
    return id.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(id);
}

/// What there is to do now, in a sentence.
QString nextText(const Rotation &rotation)
{
    const qint64 id = rotation.id;
    if (!rotation.orphanId.isEmpty() && !rotation.isOver())
        return tr("To go on: keywright-cli rotate resume %1 --discard %2")
            .arg(QString::number(id), rotation.orphanId);
    switch (rotation.step) {
    case RotationStep::Proved:
        return tr("The new secret works. Give it to every program that uses the old one, then: "
                  "keywright-cli rotate retire %1")
            .arg(id);
    case RotationStep::HandedOver:
        return tr("The old one still works. When nothing uses it any more: keywright-cli rotate "
                  "retire %1")
            .arg(id);
    case RotationStep::Deactivated:
        return tr("The old one is deactivated. When nothing has missed it: keywright-cli rotate "
                  "retire %1")
            .arg(id);
    case RotationStep::Retired:
        return tr("The old one is gone. The rotation is complete.");
    case RotationStep::Abandoned:
        if (!rotation.orphanId.isEmpty())
            return tr("The old one was left as it was. %1 stays on the server.")
                .arg(rotation.orphanId);
        if (rotation.mayAppear)
            return tr("The old one was left as it was. The server may still create the new one: "
                      "keywright-cli secrets unfinished");
        return tr("The new one is gone. The old one was left as it was.");
    default:
        return tr("To go on: keywright-cli rotate resume %1").arg(id);
    }
}

void printSurroundings(const Output &output, const RotationSurroundings &around)
{
    const QStringList lines = placeLines(around.places);
    for (const QString &line : lines)
        output.line(line);
    if (around.oldLastUsedAt && around.oldLastUsedAt->isValid())
        output.line(tr("Last use of the old secret: %1").arg(shown(*around.oldLastUsedAt)));
}

void printOutcome(
    const Output &output, const RotationOutcome &outcome, const RotationSurroundings &around)
{
    const Rotation &rotation = outcome.rotation;
    const bool isKey = rotation.replacesAccount();
    if (output.isJson()) {
        QJsonObject document = rotationJson(rotation, around.connection);
        document.insert(QStringLiteral("places"), placesJson(around.places));
        if (around.oldLastUsedAt)
            document.insert(QStringLiteral("oldLastUsedAt"), timeJson(*around.oldLastUsedAt));
        if (outcome.secret) {
            const std::string_view value = outcome.secret->expose();
            document.insert(
                isKey ? QStringLiteral("apiKey") : QStringLiteral("clientSecret"),
                QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size())));
        }
        output.document(document);
        return;
    }
    output.line(tr("Rotation: %1").arg(rotation.id));
    output.line(tr("Connection: %1").arg(shown(around.connection)));
    output.line(tr("Step: %1").arg(rotationStepName(rotation.step)));
    if (!rotation.newAccountId.isEmpty())
        output.line(tr("New account: %1").arg(rotation.newAccountId));
    else if (!rotation.newSecretId.isEmpty())
        output.line(tr("New secret: %1").arg(rotation.newSecretId));
    printSurroundings(output, around);
    if (outcome.secret)
        output.secret(isKey ? tr("API key") : tr("Client secret"), *outcome.secret);
}

} // namespace

QJsonObject rotationJson(const Rotation &rotation, const QString &connection)
{
    return {
        {QStringLiteral("id"), rotation.id},
        {QStringLiteral("connection"), idJson(connection)},
        {QStringLiteral("account"), rotation.accountId},
        {QStringLiteral("accountName"), rotation.accountName},
        {QStringLiteral("step"), rotationStepName(rotation.step)},
        {QStringLiteral("oldSecretId"), idJson(rotation.oldSecretId)},
        {QStringLiteral("newAccountId"), idJson(rotation.newAccountId)},
        {QStringLiteral("newSecretId"), idJson(rotation.newSecretId)},
        {QStringLiteral("oldExpiresAt"), timeJson(rotation.oldExpiresAt)},
        {QStringLiteral("orphanId"), idJson(rotation.orphanId)},
        {QStringLiteral("problem"), idJson(rotation.problem)},
        {QStringLiteral("begunAt"), timeJson(rotation.begunAt)},
        {QStringLiteral("changedAt"), timeJson(rotation.changedAt)}};
}

void printRotations(CliContext &cli, const QList<Rotation> &rotations)
{
    const Output &output = cli.output();
    if (output.isJson()) {
        QJsonArray documents;
        for (const Rotation &rotation : rotations) {
            const RotationSurroundings around = surroundingsOf(cli, rotation);
            QJsonObject document = rotationJson(rotation, around.connection);
            document.insert(QStringLiteral("places"), placesJson(around.places));
            documents.append(document);
        }
        output.document(documents);
        return;
    }
    QList<QStringList> rows;
    for (const Rotation &rotation : rotations)
        rows += {QString::number(rotation.id), shown(connectionName(cli, rotation)),
                 rotation.accountName,         rotationStepName(rotation.step),
                 shown(rotation.begunAt),      shown(rotation.changedAt)};
    output.table(
        {tr("ID"), tr("CONNECTION"), tr("ACCOUNT"), tr("STEP"), tr("BEGUN"), tr("CHANGED")}, rows);
}

void notePending(const Output &output, const PendingRefusal &refusal)
{
    output.note(tr("The new secret is not accepted yet; trying again for %1 s.")
                    .arg(refusal.timeLeft.count() / 1000));
}

int reportRotation(
    const Output &output, const RotationOutcome &outcome, const RotationSurroundings &around)
{
    const int status = reportCreation(output, outcome, around);
    if (!outcome.problem)
        output.note(nextText(outcome.rotation));
    return status;
}

int reportCreation(
    const Output &output, const RotationOutcome &outcome, const RotationSurroundings &around)
{
    const Rotation &rotation = outcome.rotation;
    if (outcome.problem && !outcome.secret) {
        const int status = output.fail(*outcome.problem);
        output.note(nextText(rotation));
        return status;
    }
    // What was created is not lost with the reason why it did not go on.
    printOutcome(output, outcome, around);
    if (rotation.oldExpiresAt.isValid() && rotation.step < RotationStep::Retired)
        output.note(tr("The old secret ends by itself on %1.").arg(shown(rotation.oldExpiresAt)));
    if (outcome.problem)
        return reportRetirement(output, outcome);
    return output.isComplete() ? Done : DoneInPart;
}

int reportRetirement(const Output &output, const RotationOutcome &outcome)
{
    if (outcome.problem)
        output.warn(
            QStringLiteral("%1 %2").arg(outcome.problem->message, outcome.problem->hint).trimmed());
    output.note(nextText(outcome.rotation));
    return outcome.problem ? exitStatus(*outcome.problem) : Done;
}

} // namespace keywright::cli
