#include "core/rotation/bulk_report.h"

#include "core/transfer/csv_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct BulkReportMessages
{
    Q_DECLARE_TR_FUNCTIONS(BulkReport)
};

QString isoText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QByteArray csvLine(const QStringList &cells)
{
    QByteArrayList line;
    for (const QString &cell : cells)
        line.append(csvCell(cell));
    return line.join(',') + "\r\n";
}

QByteArray reportLine(const BulkResult &result)
{
    const Rotation &rotation = result.rotation;
    const bool isBegun = rotation.id != 0;
    return csvLine(
        {result.account.id, result.account.name, result.account.session->connection().name,
         bulkStateName(result.state), isBegun ? QString::number(rotation.id) : QString(),
         isBegun ? rotationStepName(rotation.step) : QString(), rotation.oldSecretId,
         rotation.newSecretId, rotation.newAccountId, isoText(rotation.oldExpiresAt),
         remainingWork(rotation), result.problem ? result.problem->message : QString()});
}

} // namespace

QString bulkStateName(BulkState state)
{
    switch (state) {
    case BulkState::LeftOut:
        return QStringLiteral("left-out");
    case BulkState::Waiting:
        return QStringLiteral("waiting");
    case BulkState::Running:
        return QStringLiteral("running");
    case BulkState::Done:
        return QStringLiteral("rotated");
    case BulkState::Failed:
        return QStringLiteral("failed");
    case BulkState::NotReached:
        return QStringLiteral("not-reached");
    }
    Q_UNREACHABLE();
}

QStringList plannedWork(const BulkEntry &entry)
{
    const Rotation &rotation = entry.plan.rotation;
    QStringList sentences = entry.plan.consequences;
    if (!rotation.replacesAccount())
        sentences.prepend(
            rotation.oldSecretId.isEmpty()
                ? BulkReportMessages::tr("No secret works any more; a new one is created.")
                : BulkReportMessages::tr("A second secret is created; the old one stays."));
    if (rotation.probe)
        sentences.append(
            BulkReportMessages::tr("The new one has to be answered on a lookup in %1/%2.")
                .arg(rotation.probe->workspace, rotation.probe->featureService));
    if (!entry.plan.ownAccountWarning.isEmpty())
        sentences.append(BulkReportMessages::tr("The connection “%1” itself signs in with it.")
                             .arg(entry.account.session->connection().name));
    return sentences;
}

QString remainingWork(const Rotation &rotation)
{
    if (rotation.id == 0 || rotation.isOver())
        return {};
    if (!rotation.orphanId.isEmpty())
        return BulkReportMessages::tr("Agree that %1 is deleted, or abandon the rotation.")
            .arg(rotation.orphanId);
    if (rotation.step < RotationStep::Proved)
        return BulkReportMessages::tr("Resume the rotation, or abandon it.");
    if (rotation.step == RotationStep::Proved)
        return BulkReportMessages::tr("Hand the new one over, then retire the old one.");
    if (rotation.step < RotationStep::Deactivated)
        return BulkReportMessages::tr("Retire the old one.");
    return BulkReportMessages::tr("Delete the old one when nothing has missed it.");
}

QByteArray bulkReportCsv(const QList<BulkResult> &results)
{
    QByteArray csv("account_id,account,connection,outcome,rotation,step,old_secret_id,"
                   "new_secret_id,new_account_id,old_expires_at,remains,problem\r\n");
    for (const BulkResult &result : results)
        csv += reportLine(result);
    return csv;
}

} // namespace keywright
