#pragma once

#include "app/sandbox/atlas/model.h"
#include "app/sandbox/atlas/nonce_log.h"
#include "app/sandbox/atlas/rate_limiter.h"
#include "app/sandbox/atlas/token_register.h"

#include <QHash>

namespace keywright::sandbox::atlas {

/// What the console signs in with. The only place where a secret is kept in the clear, because the
/// sandbox tells it at every start.
struct ConsoleCredentials
{
    QString clientId;
    QString clientSecret;
    QString publicKey;
    QString privateKey;
};

/// An organisation with everything that calls read and change.
class State
{
public:
    const QStringList &accountIds() const { return m_order; } ///< oldest first
    const ServiceAccount *account(const QString &clientId) const;
    ServiceAccount *account(const QString &clientId);
    void insert(ServiceAccount account);
    void remove(const QString &clientId);

    const Project *project(const QString &id) const;
    const ApiKey *apiKey(const QString &publicKey) const;
    void record(Event event); ///< forgets the oldest events when there are too many

    Organization organization;
    Settings settings;
    QList<Project> projects;
    QList<ApiKey> apiKeys;
    QList<Event> events; ///< oldest first
    ConsoleCredentials console;
    QByteArray signingSecret; ///< HMAC key of access tokens and nonces
    qsizetype mostAccounts = 200;

    // What a restart forgets.
    TokenRegister tokens;
    RateLimiter limits;
    NonceLog nonces;

private:
    QHash<QString, ServiceAccount> m_accounts;
    QStringList m_order;
};

} // namespace keywright::sandbox::atlas
