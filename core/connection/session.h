#pragma once

#include "core/auth/authorizer.h"
#include "core/connection/connection.h"
#include "core/connection/token_returns.h"
#include "core/journal/creation_journal.h"
#include "core/keychain/credential_store.h"
#include "core/provider/provider.h"

#include <QHash>

#include <memory>
#include <optional>

namespace keywright {

/// A live connection: its provider with an authorizer. One object per connection, shared.
class Session : public std::enable_shared_from_this<Session>
{
public:
    /// Without a journal nothing can be created; see AccountActions.
    Session(
        Connection connection, std::shared_ptr<Provider> provider,
        std::shared_ptr<Authorizer> authorizer, std::shared_ptr<CredentialStore> credentials,
        std::shared_ptr<CreationJournal> journal = nullptr);

    const Connection &connection() const { return m_connection; }
    const std::shared_ptr<Provider> &provider() const { return m_provider; }
    const std::shared_ptr<Authorizer> &authorizer() const { return m_authorizer; }
    const std::shared_ptr<CredentialStore> &credentials() const { return m_credentials; }
    const std::shared_ptr<CreationJournal> &journal() const { return m_journal; }

    /// The service account the console itself signs in as, once known; empty before.
    const QString &ownAccountId() const { return m_ownAccountId; }
    /// Asks the server who the connection is and remembers it.
    Async<Identity> identify(CancelToken cancel);

    /// The keychain entry of the credential that an account signs in with: its newest client
    /// secret, or else its API key. From the local index; NotFound when nothing of it is stored.
    Result<CredentialKey> storedKey(const QString &accountId) const;

    /// An authorizer that acts as one of the accounts, with a secret from the keychain. Kept, so
    /// that all callers share one token. An empty account id means the connection's own credential.
    Async<std::shared_ptr<Authorizer>> authorizerFor(QString accountId);
    /// Forgets the kept authorizer (its secret changed or the account went away), and gives its
    /// token back.
    void forgetAuthorizer(const QString &accountId);
    /// Makes the server forget the token of an authorizer that has done its work, where it can.
    /// Nobody waits for that, until signOut().
    void giveBack(std::shared_ptr<Authorizer> authorizer);

    /// Makes the server forget the tokens of all authorizers, where it can. For the end of the
    /// program: failures do not matter then.
    Async<void> signOut(CancelToken cancel);

private:
    bool isOwnAccount(const QString &accountId) const;
    Async<std::shared_ptr<Authorizer>> makeAuthorizer(QString accountId);

    Connection m_connection;
    std::shared_ptr<Provider> m_provider;
    std::shared_ptr<Authorizer> m_authorizer;
    std::shared_ptr<CredentialStore> m_credentials;
    std::shared_ptr<CreationJournal> m_journal;
    QString m_ownAccountId;
    QHash<QString, std::shared_ptr<Authorizer>> m_authorizers;
    TokenReturns m_returns;
    int m_forgotten = 0; ///< counts forgetAuthorizer(), so that what was being made is not kept
};

} // namespace keywright
