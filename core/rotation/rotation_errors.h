#pragma once

#include "core/base/error.h"

#include <QStringList>

namespace keywright {

struct Rotation;
struct SecretRules;

/// The sentences of rotations that do not go on.

Error noSuchRotationError(qint64 id);
Error rotationBusyError();
Error lockFailedError(const QString &directory);
Error alreadyRotatingError(qint64 id);
Error rotationOverError(qint64 id);
Error otherConnectionError();
Error rotationCancelledError();
Error keychainNotReadyError();

// The plan.
Error nothingToRotateError(const QString &accountName);
Error bothSecretsWorkError(const SecretRules &rules);
Error slotNotAgreedError(const QString &secretId);
Error planOutdatedError();
Error accountTypeError();
Error deactivatedAccountError(const QString &accountName);
Error successorNameTakenError(const QString &name);

// The server is not as the journal has it.
Error newSecretGoneError(const QString &secretId);
Error newSecretDeactivatedError(const QString &secretId);
Error newAccountGoneError(const QString &accountName);
/// What may be the new one, and has no value: one thing, or several.
Error appearedError(const Rotation &rotation, const QStringList &ids);
/// Created, and not in the keychain: somebody may have it all the same.
Error secretNotKeptError(const QString &id);

// The proof and after it.
Error notProvedError(const Error &cause);
Error wrongOwnerError();
/// `address` is this machine's, empty when the server does not tell it.
Error notLetInError(const QString &accountName, const QString &address);
Error notHandedOverError();
Error tooLateToAbandonError();
Error lastSecretError(const QString &secretId);
/// The same where a second account takes over from the first.
Error lastAccountError(const QString &oldName, const QString &newName);
Error ownAccountError(const QString &sentence);

// A selection of accounts, of which some need what was not agreed to.
Error ownRotationNotAgreedError(const QString &connectionName);
Error replacementNotAgreedError(const QString &accountName);

} // namespace keywright
