#pragma once

#include "core/provider/provider.h"

namespace keywright {

/// The sentences of AccountActions.

Error unsupportedTypeError(AccountType type);
Error nameTakenError(const QString &name);
Error cancelledError();
/// No journal, no change.
Error notJournalledError(const Error &cause);
Error noJournalError();
/// A conflict that the server reported at creation is one of names.
Error namedConflict(Error error);

/// The server may have done what it was asked, but its answer did not arrive or makes no sense.
bool isOutcomeUnknown(const Error &error);
/// The server was given up waiting for, and may still be at it: what is not there now may come.
bool mayStillHappen(const Error &error);

// After such an answer to a creation, by what a look at the server then showed:
Error notCreatedError(const Error &lost);
Error createdSecretLostError(const ServiceAccount &account, const Error &lost);
Error creationUncertainError(const NewAccount &account, const Error &lost);
Error newSecretLostError(const ClientSecret &secret, const Error &lost);
Error secretCreationUncertainError(const Error &lost);

enum class EntryOf { Account, Secret };
/// Deleted on the server, but still in the keychain: done in part.
Error entryLeftError(EntryOf what, const Error &keychain);

/// The keychain holds another secret where this one belongs.
Error otherSecretKeptError();
/// Of a creation that it is not known what it made of.
Error nothingToCleanUpError();
Error accountInUseError(const QString &accountName);

enum class RoleChange { Assign, Remove };
/// The account holds other roles than those that the change was decided on.
Error rolesChangedError(RoleChange change);

QString selfLockoutSentence(const QString &connectionName);

} // namespace keywright
