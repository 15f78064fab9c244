#pragma once

#include "core/accounts/account_actions.h"
#include "core/connection/connection_store.h"
#include "core/lookup/pending.h"
#include "core/provider/api_keys.h"
#include "core/provider/organization_settings.h"
#include "core/provider/projects.h"
#include "core/provider/visibility.h"
#include "core/transfer/migration_plan.h"

#include <QPointer>

namespace keywright {

/// What a migration starts from.
struct MigrationStart
{
    QList<ApiKeyInfo> keys; ///< the connection's own first, where the server lists it
    bool hasOwnKey = false;
    OrganizationRules rules;
    QList<Role> catalog;     ///< what the keys' roles are called; empty when not told
    QList<Project> projects; ///< likewise
    /// Where roles can be given; only told when a key has none that its account could begin with.
    QList<Scope> scopes;
    QStringList notices; ///< what could not be found out, in sentences
};

/// That the new account can be worked with.
struct MigrationProof
{
    std::chrono::milliseconds duration{0};
    QDateTime tokenExpiresAt;
    VisibleResources seen; ///< empty where the system cannot tell
};

/// Puts a service account in the place of an API key: reads the key's roles, creates the account,
/// proves that it works, and only then moves the connection and says how to remove the key. Nothing
/// is taken away from the key at any step, so it can be ended after each.
class KeyMigration : public std::enable_shared_from_this<KeyMigration>
{
public:
    /// The session signs in with an API key; see isPossible().
    KeyMigration(std::shared_ptr<Session> session, std::shared_ptr<const Clock> clock);

    /// Whether the session signs in with a key that service accounts can succeed.
    static bool isPossible(const Session &session);

    /// The keys and the organisation's rules. Rules that cannot be read are a notice, not an error.
    Async<MigrationStart> begin(CancelToken cancel);
    MigrationPlan plan(const ApiKeyInfo &key) const;
    /// Whether the key has a role that its account could begin with.
    bool suffices(const ApiKeyInfo &key) const;
    /// Creates the account that takes the place of `key`, its secret into the keychain at once.
    /// Conflict when this has been done.
    Async<AccountCreation> create(ApiKeyInfo key, NewAccount account, CancelToken cancel);
    /// Fetches a token with the new secret, as it is in the keychain where it is there, and reads
    /// with it. Refusals of the first minute are tried again, and `refused` hears of them. When
    /// this machine's address is not on the account's access list, that is an error on "address".
    Async<MigrationProof>
    prove(CancelToken cancel, std::function<void(const PendingRefusal &)> refused);
    /// Whether roles of the key could not be given to the account. It can be proved all the same,
    /// but takes no place until it has them.
    bool lacksRoles() const { return m_creation && !m_creation->failedRoles.isEmpty(); }
    /// Gives the account the roles that it lacks; creation() tells which are still missing and why,
    /// and the error is that of the first. It has to be proved again. Conflict when it lacks none.
    Async<void> assignMissingRoles(CancelToken cancel);
    /// Puts this machine's address on the access list of the account.
    Async<void> allowThisAddress(CancelToken cancel);
    /// The stored connection signs in with the account from now on: its secret goes into the
    /// keychain first, then the connection is saved. Conflict before the account has proved itself,
    /// while it lacks roles, and when it takes the place of another key than the connection's own.
    Async<void> moveConnection(QPointer<ConnectionStore> store);
    /// How the connection looks when it signs in with the account.
    Connection movedConnection(Connection connection) const;
    /// Takes the old private key out of the keychain. Conflict before the connection was moved.
    Async<void> forgetPrivateKey();

    const std::shared_ptr<Session> &session() const { return m_session; }
    /// Null before the account was created.
    const AccountCreation *creation() const { return m_creation.get(); }
    bool isProved() const { return m_isProved; }
    /// Whether the key that was chosen is the one that the connection signs in with.
    bool replacesOwnKey() const { return m_key.publicKey == m_session->connection().clientId; }
    bool isMoved() const { return m_isMoved; }
    /// How to remove the key; empty before the account has proved itself, and while it lacks roles.
    QString removalAdvice() const;
    /// Tests wait less.
    void setPause(Pause pause) { m_pause = std::move(pause); }

private:
    Async<std::shared_ptr<Authorizer>> newAuthorizer();

    std::shared_ptr<Session> m_session;
    std::shared_ptr<const Clock> m_clock;
    OrganizationRules m_rules;
    ApiKeyInfo m_key;
    std::shared_ptr<const AccountCreation> m_creation;
    std::chrono::milliseconds m_createdAt{0}; ///< Clock::elapsed()
    Pause m_pause = pause;
    bool m_isCreating = false;
    bool m_isProved = false;
    bool m_isMoved = false;
};

} // namespace keywright
