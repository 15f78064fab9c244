#pragma once

#include "core/connection/connection_check.h"
#include "core/connection/session_factory.h"

#include <QUrl>

namespace keywright {

/// Tries a connection: with `secret`, or when that is null with what the keychain holds.
Async<ConnectionCheck> tryConnection(
    std::shared_ptr<SessionFactory> sessions, Connection connection,
    std::shared_ptr<const Secret> secret, CancelToken cancel);

/// What an entry of the keychain held before it was written.
struct ReplacedCredential
{
    StoredCredential entry;
    std::shared_ptr<const Secret> secret; ///< null when nothing readable was there
};

/// Writes a secret and answers what stood in its place.
Async<ReplacedCredential> replaceCredential(
    std::shared_ptr<CredentialStore> credentials, StoredCredential entry,
    std::shared_ptr<const Secret> secret);

/// Undoes replaceCredential(): the secret of before returns, or the entry goes.
Async<void>
putBackCredential(std::shared_ptr<CredentialStore> credentials, ReplacedCredential before);

/// Takes everything that was stored for a connection out of the keychain. The first failure is the
/// result, after all were tried.
Async<void> forgetCredentials(std::shared_ptr<CredentialStore> credentials, QString connectionId);

/// Reads the token URL from the server's description of itself (RFC 8414).
Async<QUrl> findTokenUrl(
    TransportOptions transport, std::shared_ptr<const Clock> clock,
    std::shared_ptr<ExchangeLog> log, QUrl discoveryUrl, CancelToken cancel);

} // namespace keywright
