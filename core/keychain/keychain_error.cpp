#include "core/keychain/keychain_error.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct KeychainErrorMessages
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

QString failedStep(KeychainOperation operation)
{
    switch (operation) {
    case KeychainOperation::Read:
        return KeychainErrorMessages::tr("The secret could not be read from the keychain: %1.");
    case KeychainOperation::Write:
        return KeychainErrorMessages::tr("The secret could not be stored in the keychain: %1.");
    case KeychainOperation::Remove:
        return KeychainErrorMessages::tr("The secret could not be removed from the keychain: %1.");
    }
    Q_UNREACHABLE();
}

QString reason(KeychainProblem problem, const QString &detail)
{
    switch (problem) {
    case KeychainProblem::Missing:
        return KeychainErrorMessages::tr("no keychain service runs on this system");
    case KeychainProblem::Locked:
        return KeychainErrorMessages::tr("it is locked");
    case KeychainProblem::Denied:
        return KeychainErrorMessages::tr("access was denied");
    case KeychainProblem::NotAnswering:
        return KeychainErrorMessages::tr("it did not answer in time");
    case KeychainProblem::Vanished:
        return KeychainErrorMessages::tr(
            "it is locked, or the entry was removed by another program");
    case KeychainProblem::Unverified:
        return KeychainErrorMessages::tr("reading it back showed something else");
    case KeychainProblem::TooLarge:
        return KeychainErrorMessages::tr("it is longer than this system's keychain allows");
    case KeychainProblem::Failed:
        return detail.isEmpty() ? KeychainErrorMessages::tr("it gave no reason") : detail;
    }
    Q_UNREACHABLE();
}

QString advice(KeychainProblem problem)
{
    switch (problem) {
    case KeychainProblem::Missing:
        return KeychainErrorMessages::tr(
            "Install and start a keychain service, for example GNOME Keyring or "
            "KWallet, then try again.");
    case KeychainProblem::Locked:
        return KeychainErrorMessages::tr(
            "Unlock the keychain, in the system's password program or when asked, "
            "then try again.");
    case KeychainProblem::Denied:
        return KeychainErrorMessages::tr(
            "Allow Keywright in the system's password program, then try again.");
    case KeychainProblem::NotAnswering:
        return KeychainErrorMessages::tr(
            "Look for an open password prompt, or restart the keychain service, then "
            "try again.");
    case KeychainProblem::Vanished:
        return KeychainErrorMessages::tr(
            "Unlock the keychain and try again. If the entry is gone, the secret has "
            "to be entered or created anew.");
    case KeychainProblem::Unverified:
        return KeychainErrorMessages::tr(
            "Check that the keychain is unlocked and has space, then try again.");
    case KeychainProblem::TooLarge:
        return KeychainErrorMessages::tr("Keep this secret in another safe place.");
    case KeychainProblem::Failed:
        return KeychainErrorMessages::tr(
            "Check the keychain in the system's password program, then try again.");
    }
    Q_UNREACHABLE();
}

QString withoutFullStop(QString text)
{
    text = text.trimmed();
    while (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

} // namespace

Error keychainError(KeychainOperation operation, KeychainProblem problem, const QString &detail)
{
    return makeError(
        ErrorKind::Keychain, failedStep(operation).arg(reason(problem, withoutFullStop(detail))),
        advice(problem));
}

Error neverStoredError()
{
    return makeError(
        ErrorKind::NotFound,
        KeychainErrorMessages::tr(
            "The secret could not be read from the keychain: none is stored there."),
        KeychainErrorMessages::tr("Enter the secret once more to store it."));
}

} // namespace keywright
