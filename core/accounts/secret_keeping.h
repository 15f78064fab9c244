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

CredentialKey accountKey(const Session &session, const QString &accountId, const QString &item);

/// Under this item a client secret rests while its id is not known.
QString unnamedSecretItem();

/// Removes those entries of the account from the keychain that the local index knows: all, or the
/// one under `item`. Tries each; the first failure is returned.
Async<void> removeStored(std::shared_ptr<Session> session, QString accountId, QString item);

} // namespace keywright
