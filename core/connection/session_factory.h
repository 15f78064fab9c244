#pragma once

#include "core/base/clock.h"
#include "core/connection/session.h"

class QNetworkAccessManager;

namespace keywright {

class ExchangeLog;

/// Opens sessions: reads the connection's credential from the keychain and puts transport,
/// authorizer and provider together. Opening sends nothing to the server.
class SessionFactory : public std::enable_shared_from_this<SessionFactory>
{
public:
    SessionFactory(
        std::shared_ptr<CredentialStore> credentials, std::shared_ptr<const Clock> clock,
        std::shared_ptr<ExchangeLog> log, std::shared_ptr<CreationJournal> journal = nullptr);

    Async<std::shared_ptr<Session>> open(Connection connection);
    /// With a credential that is not stored yet, for trying a connection before it is saved.
    Result<std::shared_ptr<Session>> openWith(const Connection &connection, Secret secret) const;

    static CredentialKey credentialKey(const Connection &connection);

private:
    std::shared_ptr<CredentialStore> m_credentials;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ExchangeLog> m_log;
    std::shared_ptr<CreationJournal> m_journal;
};

} // namespace keywright
