#include "ui/rotation/rotation_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace keywright {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("RotationText", text);
}

bool isAccount(const Rotation &rotation)
{
    return rotation.kind == RotationKind::Account;
}

QString dayOf(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QStringLiteral("d MMM yyyy, HH:mm"));
}

QString planNote(const Rotation &rotation)
{
    if (isAccount(rotation))
        return translated("%1 takes over from %2")
            .arg(rotation.newAccountName, rotation.accountName);
    if (rotation.oldSecretId.isEmpty())
        return translated("No secret works any more");
    if (rotation.oldExpiresAt.isValid())
        return translated("The old secret ends on %1").arg(dayOf(rotation.oldExpiresAt));
    return translated("The old one stays until step 5");
}

QString creationNote(const Rotation &rotation)
{
    if (rotation.step >= RotationStep::Stored)
        return translated("%1 created, stored in the keychain")
            .arg(isAccount(rotation) ? rotation.newAccountName : rotation.newSecretId);
    return translated("Into the keychain at once");
}

QString retirementNote(const Rotation &rotation)
{
    switch (rotation.step) {
    case RotationStep::Deactivated:
        return translated("Deactivated; it can be activated again until it is deleted");
    case RotationStep::Retired:
        return translated("Deleted");
    default:
        return translated("When nothing uses it any more");
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
        translated("Plan"),
        kind == RotationKind::Account ? translated("New account") : translated("New secret"),
        translated("Proof"), translated("Hand over"), translated("Retire the old one")};
}

QString stageNote(RotationStage stage, const Rotation &rotation)
{
    switch (stage) {
    case RotationStage::Plan:
        return planNote(rotation);
    case RotationStage::Creation:
        return creationNote(rotation);
    case RotationStage::Proof:
        return rotation.step >= RotationStep::Proved ? translated("It works")
                                                     : translated("It has to work first");
    case RotationStage::HandOver:
        return rotation.step >= RotationStep::HandedOver ? translated("Everything has it")
                                                         : translated("To everything that uses it");
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
        return translated("Rotation in progress: the new one is not stored yet.");
    case RotationStage::Proof:
        return translated("Rotation in progress: the new one has not proved that it works.");
    case RotationStage::HandOver:
        return translated("Rotation in progress: the new one is to be handed over.");
    case RotationStage::Retirement:
    case RotationStage::Over:
        break;
    }
    return translated("Rotation in progress: the old one is to be retired.");
}

QString abandonedText(const Rotation &rotation)
{
    QString text = translated("The rotation was abandoned. The old one stays as it is.");
    if (rotation.orphanId.isEmpty())
        return text;
    return text + QLatin1Char(' ') + translated("%1 stays on the server.").arg(rotation.orphanId);
}

QString lastUseText(const RotationSight &sight, const QDateTime &now)
{
    if (!sight.oldSecret || !sight.oldSecret->lastUsedAt.isValid())
        return {};
    const QDateTime used = sight.oldSecret->lastUsedAt;
    const qint64 minutes = used.secsTo(now) / 60;
    if (minutes < 2)
        return translated("The old secret was used just now: something still signs in with it.");
    if (minutes < 120)
        return translated("The old secret was used %1 minutes ago: something still signs in with "
                          "it.")
            .arg(minutes);
    return translated("The old secret was last used on %1.").arg(dayOf(used));
}

} // namespace keywright
