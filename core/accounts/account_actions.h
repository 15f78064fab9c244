#pragma once

#include "core/connection/session.h"

namespace keywright {

/// The outcome of creating an account. The account exists; what else did not work is told, not
/// hidden.
struct AccountCreation
{
    ServiceAccount account;
    std::shared_ptr<const Secret> secret; ///< the value that is told once
    QString secretId;                     ///< empty when the provider did not tell it
    bool stored = false;                  ///< the keychain holds the secret, read back
    QString storedAs;                     ///< label in the keychain
    std::optional<Error> storeError;
    QList<std::pair<RoleGrant, Error>> failedRoles;
    qint64 journalEntry = 0; ///< to be ended with CreationJournal::end() when it is acknowledged
};

struct SecretCreation
{
    ClientSecret info;
    std::shared_ptr<const Secret> secret;
    bool stored = false;
    QString storedAs;
    std::optional<Error> storeError;
    qint64 journalEntry = 0; ///< as in AccountCreation
};

/// What people do to accounts: the server and the keychain together, in the order that loses
/// nothing. Stateless; used by the window and by the command line alike. Once the server may have
/// acted, cancelling no longer applies to keeping the secret. A creation is written into the
/// session's journal first, and is not asked for when that fails.
class AccountActions
{
public:
    /// Checks name, description and roles, creates the account, stores its secret at once when
    /// `store`, then grants the roles. `rotationId` as in CreationIntent.
    static Async<AccountCreation> create(
        std::shared_ptr<Session> session, NewAccount account, bool store, CancelToken cancel,
        qint64 rotationId = 0);
    /// Deletes on the server, then removes the account's secrets from the keychain; where only that
    /// fails, the error is marked with Error::doneInPart. So it is with removeSecret().
    static Async<void>
    remove(std::shared_ptr<Session> session, QString accountId, CancelToken cancel);

    static Async<SecretCreation> createSecret(
        std::shared_ptr<Session> session, QString accountId, QString accountName, int lifetimeHours,
        bool store, CancelToken cancel, qint64 rotationId = 0);
    /// Checks the provider's rules against a fresh list before it asks the server.
    static Async<ClientSecret> setSecretActive(
        std::shared_ptr<Session> session, QString accountId, QString secretId, bool active,
        CancelToken cancel);
    static Async<void> removeSecret(
        std::shared_ptr<Session> session, QString accountId, QString secretId, CancelToken cancel);

    /// Deletes a secret that nobody has, active or not. The provider's rules apply all the same:
    /// the last active one stays.
    static Async<void> discardSecret(
        std::shared_ptr<Session> session, QString accountId, QString secretId, CancelToken cancel);

    /// The sentence that must be confirmed a second time before the account the console itself
    /// signs in with is deleted, deactivated or stripped of a role; empty for other accounts.
    static QString selfLockoutWarning(const Session &session, const QString &accountId);
};

} // namespace keywright
