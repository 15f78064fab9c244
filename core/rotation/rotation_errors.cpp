#include "core/rotation/rotation_errors.h"

#include "core/identity/account_rules.h"
#include "core/rotation/rotation.h"

#include <QCoreApplication>
#include <QDir>

namespace keywright {

namespace {

struct RotationErrorsMessages
{
    Q_DECLARE_TR_FUNCTIONS(Rotations)
};

} // namespace

Error noSuchRotationError(qint64 id)
{
    return makeError(
        ErrorKind::NotFound, RotationErrorsMessages::tr("There is no rotation %1.").arg(id),
        RotationErrorsMessages::tr("The list of rotations shows those that there are."));
}

Error rotationBusyError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "Another window or shell is working on a rotation of this account."),
        RotationErrorsMessages::tr("Let it finish, or end it there."));
}

Error lockFailedError(const QString &directory)
{
    return makeError(
        ErrorKind::Storage,
        RotationErrorsMessages::tr("Nothing was changed: the lock in %1 could not be made.")
            .arg(QDir::toNativeSeparators(directory)),
        RotationErrorsMessages::tr(
            "Check the permissions of the folder and the space left on the disk."));
}

Error alreadyRotatingError(qint64 id)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("A rotation of this account is under way already: number %1.")
            .arg(id),
        RotationErrorsMessages::tr("Resume it, or abandon it first."));
}

Error rotationOverError(qint64 id)
{
    return makeError(
        ErrorKind::Conflict, RotationErrorsMessages::tr("Rotation %1 is over.").arg(id));
}

Error otherConnectionError()
{
    return makeError(
        ErrorKind::InvalidInput,
        RotationErrorsMessages::tr("The rotation belongs to another connection."),
        RotationErrorsMessages::tr("Use the connection that it was begun with."));
}

Error rotationCancelledError()
{
    return makeError(
        ErrorKind::Cancelled, RotationErrorsMessages::tr("The rotation was stopped."),
        RotationErrorsMessages::tr("Nothing is lost: it can be resumed."));
}

Error keychainNotReadyError()
{
    return makeError(
        ErrorKind::Keychain,
        RotationErrorsMessages::tr(
            "Nothing was changed: the keychain cannot take the new secret now."),
        RotationErrorsMessages::tr("Unlock the keychain and try again."));
}

Error nothingToRotateError(const QString &accountName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("%1 has no client secret that could be rotated.")
            .arg(accountName),
        RotationErrorsMessages::tr("Create its first secret instead."));
}

Error bothSecretsWorkError(const SecretRules &rules)
{
    const QString hint =
        rules.deleteOnlyDeactivated
            ? RotationErrorsMessages::tr(
                  "Find out which one no program uses any more, deactivate it and delete it, then "
                  "rotate.")
            : RotationErrorsMessages::tr(
                  "Find out which one no program uses any more and delete it, then rotate.");
    return makeError(
        ErrorKind::Limit,
        RotationErrorsMessages::tr(
            "Both secrets of this account work, and there is no room for a third one."),
        hint);
}

Error slotNotAgreedError(const QString &secretId)
{
    return makeError(
        ErrorKind::Limit,
        RotationErrorsMessages::tr(
            "The secret %1 does not work any more, but holds the second place.")
            .arg(secretId),
        RotationErrorsMessages::tr("Agree that it is deleted first."));
}

Error planOutdatedError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "The account's secrets have changed since the rotation was planned."),
        RotationErrorsMessages::tr(
            "Resume once more: what this rotation asked for may have come only now. If they are "
            "still told to have changed, look at them, abandon this rotation, and begin another."));
}

Error accountTypeError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("This system cannot replace an account of this type."));
}

Error deactivatedAccountError(const QString &accountName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "%1 is deactivated: a new secret of it could not prove that it works.")
            .arg(accountName),
        RotationErrorsMessages::tr("Reactivate the account first."));
}

Error successorNameTakenError(const QString &name)
{
    Error error = makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "There is an account named “%1” already, and it is not the new one.")
            .arg(name),
        RotationErrorsMessages::tr(
            "Abandon this rotation, and plan another one with another name."));
    error.field = QStringLiteral("name");
    return error;
}

Error newSecretGoneError(const QString &secretId)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "The new secret %1 is not on the server any more: somebody has deleted it.")
            .arg(secretId),
        RotationErrorsMessages::tr(
            "The old secret was left as it is. Abandon this rotation and begin another."));
}

Error newSecretDeactivatedError(const QString &secretId)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "The new secret %1 does not work any more: somebody has deactivated it, or it "
            "has expired.")
            .arg(secretId),
        RotationErrorsMessages::tr(
            "The old secret was left as it is. Activate the new one, or abandon this "
            "rotation."));
}

Error newAccountGoneError(const QString &accountName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "The new account %1 is not there any more: somebody has deleted it.")
            .arg(accountName),
        RotationErrorsMessages::tr(
            "The old account was left as it is. Abandon this rotation and begin another."));
}

Error appearedError(const Rotation &rotation, const QStringList &ids)
{
    if (ids.size() > 1)
        return makeError(
            ErrorKind::Conflict,
            RotationErrorsMessages::tr(
                "While the server's answer was lost these appeared: %1. At most one of them is the "
                "new one, and its value is nowhere.")
                .arg(ids.join(QStringLiteral(", "))),
            RotationErrorsMessages::tr(
                "Delete the one that nobody else created, and resume; or abandon this rotation."));
    const QString message =
        rotation.replacesAccount()
            ? RotationErrorsMessages::tr(
                  "The account %1 (%2) appeared while the server's answer was lost. Most likely "
                  "it is the new one, and its key is nowhere.")
                  .arg(rotation.newAccountName, ids.value(0))
            : RotationErrorsMessages::tr(
                  "The secret %1 appeared while the server's answer was lost. Most likely it is "
                  "the new one, and its value is nowhere.")
                  .arg(ids.value(0));
    return makeError(
        ErrorKind::Conflict, message,
        RotationErrorsMessages::tr(
            "If nobody else created it, agree that it is deleted, and resume."));
}

Error secretNotKeptError(const QString &id)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("The keychain does not hold the secret of %1, the new one.")
            .arg(id),
        RotationErrorsMessages::tr(
            "If nobody has it, agree that %1 is deleted, and resume: another one is "
            "created. If somebody may have it, leave it, and put the keychain in order or "
            "abandon the rotation.")
            .arg(id));
}

Error notProvedError(const Error &cause)
{
    Error error = cause;
    error.message = RotationErrorsMessages::tr("The new secret has not proved that it works: %1")
                        .arg(cause.message);
    error.hint =
        RotationErrorsMessages::tr("The old one stays as it is. %1").arg(cause.hint).trimmed();
    return error;
}

Error wrongOwnerError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("The key belongs to another account, or to one that is "
                                   "deactivated."));
}

Error notLetInError(const QString &accountName, const QString &address)
{
    const QString message =
        address.isEmpty()
            ? RotationErrorsMessages::tr(
                  "%1 is not let in from here: this machine's address is not on its access list.")
                  .arg(accountName)
            : RotationErrorsMessages::tr(
                  "%1 is not let in from here: this machine's address %2 is not on its access "
                  "list.")
                  .arg(accountName, address);
    return makeError(
        ErrorKind::Conflict, message,
        RotationErrorsMessages::tr(
            "Add the address to the access list of %1, or resume on a machine that is on it.")
            .arg(accountName));
}

Error notHandedOverError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("The new secret has not been handed over yet."),
        RotationErrorsMessages::tr("Give it to every program that uses the old one, and say so."));
}

Error tooLateToAbandonError()
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("The new secret has been handed over: programs may use it."),
        RotationErrorsMessages::tr("Retire the old one when nothing uses it any more."));
}

Error lastSecretError(const QString &secretId)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "Nothing was deleted: the new secret %1 is the only one of this account that "
            "works.")
            .arg(secretId),
        RotationErrorsMessages::tr(
            "Go on with the rotation, or see to it that another secret works first."));
}

Error lastAccountError(const QString &oldName, const QString &newName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "Nothing was deleted: %1 has been deactivated or deleted in the meantime, and only "
            "the new account %2 works.")
            .arg(oldName, newName),
        RotationErrorsMessages::tr(
            "Go on with the rotation. If you mean to abandon it, reactivate %1 first, or delete %2 "
            "yourself.")
            .arg(oldName, newName));
}

Error ownAccountError(const QString &sentence)
{
    return makeError(
        ErrorKind::Conflict, sentence,
        RotationErrorsMessages::tr(
            "Confirm once more that the old secret is to be retired. The connection is "
            "given the new one before."));
}

Error ownRotationNotAgreedError(const QString &connectionName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr("The connection “%1” itself signs in with this account.")
            .arg(connectionName),
        RotationErrorsMessages::tr("Agree that it is rotated, after all others."));
}

Error replacementNotAgreedError(const QString &accountName)
{
    return makeError(
        ErrorKind::Conflict,
        RotationErrorsMessages::tr(
            "%1 has an API key, which cannot be rotated: a new account would take over.")
            .arg(accountName),
        RotationErrorsMessages::tr("Agree that accounts are replaced."));
}

} // namespace keywright
