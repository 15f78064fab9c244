#include "ui/rotation/rotation_requests.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct RotationRequestsMessages
{
    Q_DECLARE_TR_FUNCTIONS(RotationRequests)
};

} // namespace

ConfirmRequest discardRequest(const Rotation &rotation)
{
    ConfirmRequest request;
    request.title = RotationRequestsMessages::tr("Delete %1?").arg(rotation.orphanId);
    request.sentence =
        rotation.newSecretId.isEmpty()
            ? RotationRequestsMessages::tr(
                  "Its value is nowhere, unless somebody else created it. Another one is "
                  "created in its place.")
            : RotationRequestsMessages::tr(
                  "The keychain does not hold it. Whoever has got it already is refused. "
                  "Another one is created in its place.");
    request.actionText = RotationRequestsMessages::tr("Delete");
    request.destructive = true;
    return request;
}

ConfirmRequest abandonRequest(const Rotation &rotation)
{
    ConfirmRequest request;
    request.title = RotationRequestsMessages::tr("Abandon this rotation?");
    request.sentence = RotationRequestsMessages::tr(
        "The new one is deleted, also from the keychain. The old one stays as it is. "
        "Programs that have got the new one already are refused.");
    // Known as the new one it is deleted; that something only appeared is no proof that it is.
    if (!rotation.orphanId.isEmpty() && rotation.newSecretId.isEmpty())
        request.sentence =
            RotationRequestsMessages::tr(
                "The old one stays as it is. %1, which appeared while the answer was lost, "
                "stays on the server: delete it there if nobody else created it.")
                .arg(rotation.orphanId);
    request.actionText = RotationRequestsMessages::tr("Abandon");
    request.destructive = true;
    return request;
}

ConfirmRequest retireRequest(
    const Rotation &rotation, Retirement retirement, const QString &ownAccountWarning,
    const QString &lastUse)
{
    const bool deletes = retirement == Retirement::Delete;
    const bool isAccount = rotation.replacesAccount();
    const QString what = isAccount ? rotation.accountName : rotation.oldSecretId;
    ConfirmRequest request;
    request.title = (deletes ? RotationRequestsMessages::tr("Delete %1?")
                             : RotationRequestsMessages::tr("Deactivate %1?"))
                        .arg(what);
    request.sentence = RotationRequestsMessages::tr(
        "The new one has to work once more before. Programs that still "
        "use the old one are refused.");
    if (!ownAccountWarning.isEmpty())
        request.consequences = {
            ownAccountWarning, RotationRequestsMessages::tr(
                                   "The connection is given the new one before the old one goes.")};
    if (!lastUse.isEmpty())
        request.consequences.append(lastUse);
    request.actionText = deletes ? RotationRequestsMessages::tr("Delete")
                                 : RotationRequestsMessages::tr("Deactivate");
    request.destructive = true;
    return request;
}

} // namespace keywright
