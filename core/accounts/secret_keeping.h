#pragma once

#include "core/connection/session.h"

namespace keywright {

/// How a secret of an account is called in the keychain.
QString keychainLabel(const Session &session, const QString &accountName);

/// Puts a secret of an account into the keychain under `item`; the label when it is there, read
/// back.
Async<QString> storeSecret(
    std::shared_ptr<Session> session, CredentialKey key, QString accountName,
    std::shared_ptr<const Secret> secret);

/// The same for a secret that the keychain holds under another name already, which it then loses.
/// Another value under `to` is left alone (Conflict), and so is what the keychain cannot be asked
/// about.
Async<void> moveSecret(
    std::shared_ptr<Session> session, CredentialKey from, CredentialKey to, QString accountName);

CredentialKey accountKey(const Session &session, const QString &accountId, const QString &item);

/// Under this item a client secret rests while its id is not known.
QString unnamedSecretItem();

/// Those of the connection's stored secrets that are the account's.
Result<QList<StoredCredential>> storedOf(const Session &session, const QString &accountId);

/// Removes the entry of the account under `item` from the keychain, if the local index knows it.
Async<void> removeStored(std::shared_ptr<Session> session, QString accountId, QString item);
/// Removes what storedOf() answered. Tries each; the first failure is returned, and so is that of
/// an index that could not be read, since entries may remain then.
Async<void> removeEntries(
    std::shared_ptr<Session> session, QString accountId, Result<QList<StoredCredential>> entries);

} // namespace keywright
