#include "ui/rotation/rotation_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct RotationTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(RotationText)
};

QString momentOf(const QDateTime &time)
{
    // As the plan's own sentences have it, which the command line prints as well.
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC");
}

QString planNote(const Rotation &rotation)
{
    if (rotation.replacesAccount())
        return RotationTextMessages::tr("%1 takes over from %2")
            .arg(rotation.newAccountName, rotation.accountName);
    if (rotation.oldSecretId.isEmpty())
        return RotationTextMessages::tr("No secret works any more");
    if (rotation.oldExpiresAt.isValid())
        return RotationTextMessages::tr("The old secret ends on %1")
            .arg(momentOf(rotation.oldExpiresAt));
    return RotationTextMessages::tr("The old one stays until step 5");
}

QString creationNote(const Rotation &rotation)
{
    if (rotation.step >= RotationStep::Stored)
        return RotationTextMessages::tr("%1 created, stored in the keychain")
            .arg(rotation.replacesAccount() ? rotation.newAccountName : rotation.newSecretId);
    return RotationTextMessages::tr("Into the keychain at once");
}

QString proofNote(const Rotation &rotation)
{
    if (rotation.step >= RotationStep::Proved)
        return rotation.probe ? RotationTextMessages::tr("It signs in, and its lookup is answered")
                              : RotationTextMessages::tr("It signs in");
    return rotation.probe ? RotationTextMessages::tr("It has to sign in, and to look up %1")
                                .arg(rotation.probe->featureService)
                          : RotationTextMessages::tr("It has to work first");
}

QString retirementNote(const Rotation &rotation)
{
    switch (rotation.step) {
    case RotationStep::Deactivated:
        return RotationTextMessages::tr(
            "Deactivated; it can be activated again until it is deleted");
    case RotationStep::Retired:
        return RotationTextMessages::tr("Deleted");
    default:
        return RotationTextMessages::tr("When nothing uses it any more");
    }
}

} // namespace

RotationStage stageOf(RotationStep step)
{
    if (step < RotationStep::Stored)
        return RotationStage::Creation;
    if (step < RotationStep::Proved)
        return RotationStage::Proof;
    if (step < RotationStep::HandedOver)
        return RotationStage::HandOver;
    return step < RotationStep::Retired ? RotationStage::Retirement : RotationStage::Over;
}

QStringList stageTitles(RotationKind kind)
{
    return {
        RotationTextMessages::tr("Plan"),
        kind == RotationKind::Account ? RotationTextMessages::tr("New account")
                                      : RotationTextMessages::tr("New secret"),
        RotationTextMessages::tr("Proof"), RotationTextMessages::tr("Hand over"),
        RotationTextMessages::tr("Retire the old one")};
}

QString proofText(const Rotation &rotation)
{
    if (!rotation.probe)
        return RotationTextMessages::tr("Signing in with the new one…");
    return RotationTextMessages::tr("Signing in with the new one, and looking up %1 in %2…")
        .arg(rotation.probe->featureService, rotation.probe->workspace);
}

QString stageNote(RotationStage stage, const Rotation &rotation)
{
    switch (stage) {
    case RotationStage::Plan:
        return planNote(rotation);
    case RotationStage::Creation:
        return creationNote(rotation);
    case RotationStage::Proof:
        return proofNote(rotation);
    case RotationStage::HandOver:
        return rotation.step >= RotationStep::HandedOver
                   ? RotationTextMessages::tr("Everything has it")
                   : RotationTextMessages::tr("To everything that uses it");
    case RotationStage::Retirement:
    case RotationStage::Over:
        break;
    }
    return retirementNote(rotation);
}

QString progressText(const Rotation &rotation)
{
    switch (stageOf(rotation.step)) {
    case RotationStage::Plan:
    case RotationStage::Creation:
        return RotationTextMessages::tr("Rotation in progress: the new one is not stored yet.");
    case RotationStage::Proof:
        return RotationTextMessages::tr(
            "Rotation in progress: the new one has not proved that it works.");
    case RotationStage::HandOver:
        return RotationTextMessages::tr("Rotation in progress: the new one is to be handed over.");
    case RotationStage::Retirement:
    case RotationStage::Over:
        break;
    }
    return RotationTextMessages::tr("Rotation in progress: the old one is to be retired.");
}

QString abandonedText(const Rotation &rotation)
{
    QString text =
        RotationTextMessages::tr("The rotation was abandoned. The old one stays as it is.");
    if (!rotation.orphanId.isEmpty())
        return text + QLatin1Char(' ') +
               RotationTextMessages::tr("%1 stays on the server.").arg(rotation.orphanId);
    if (rotation.mayAppear)
        return text + QLatin1Char(' ') +
               RotationTextMessages::tr(
                   "The server may still create the new one; the accounts page tells.");
    return text;
}

QString lastUseText(const RotationSight &sight, const QDateTime &now)
{
    if (!sight.oldSecret || !sight.oldSecret->lastUsedAt.isValid())
        return {};
    const QDateTime used = sight.oldSecret->lastUsedAt;
    const qint64 minutes = used.secsTo(now) / 60;
    if (minutes < 2)
        return RotationTextMessages::tr(
            "The old secret was used just now: something still signs in with it.");
    if (minutes < 120)
        return RotationTextMessages::tr(
                   "The old secret was used %1 minutes ago: something still signs in with "
                   "it.")
            .arg(minutes);
    return RotationTextMessages::tr("The old secret was last used on %1.").arg(momentOf(used));
}

} // namespace keywright
