#include "ui/connections/connection_tasks.h"

#include "core/auth/token_endpoint.h"
#include "core/connection/sign_out.h"
#include "core/net/http_client.h"

#include <QNetworkAccessManager>

namespace keywright {

Async<ConnectionCheck> tryConnection(
    std::shared_ptr<SessionFactory> sessions, Connection connection,
    std::shared_ptr<const Secret> secret, CancelToken cancel)
{
    Result<std::shared_ptr<Session>> session;
    if (secret)
        session = sessions->openWith(connection, secret->duplicate());
    else
        session = co_await sessions->open(connection);
    if (!session)
        co_return failure(std::move(session).error());
    Result<ConnectionCheck> check = co_await checkConnection(*session, cancel);
    // Nobody waits for this: a token that stays ends by itself, but servers count those that live.
    signOutAll({*session}, signOutDeadline, CancelToken());
    co_return check;
}

Async<ReplacedCredential> replaceCredential(
    std::shared_ptr<CredentialStore> credentials, StoredCredential entry,
    std::shared_ptr<const Secret> secret)
{
    ReplacedCredential before;
    before.entry = entry;
    const auto entries = credentials->stored(entry.key.connectionId);
    if (!entries)
        co_return failure(entries.error());
    for (const StoredCredential &known : *entries) {
        if (known.key != entry.key)
            continue;
        before.entry = known;
        CredentialKey key = known.key;
        Result<Secret> held = co_await credentials->read(std::move(key));
        // One that cannot be read must not keep a person from replacing it.
        if (held)
            before.secret = std::make_shared<const Secret>(*std::move(held));
    }
    Result<void> written = co_await credentials->write(std::move(entry), std::move(secret));
    if (!written)
        co_return failure(std::move(written).error());
    co_return Result<ReplacedCredential>(std::move(before));
}

Async<void>
putBackCredential(std::shared_ptr<CredentialStore> credentials, ReplacedCredential before)
{
    Result<void> outcome;
    if (before.secret) {
        StoredCredential entry = before.entry;
        outcome = co_await credentials->write(std::move(entry), before.secret);
    } else {
        CredentialKey key = before.entry.key;
        outcome = co_await credentials->remove(std::move(key));
    }
    co_return outcome;
}

Async<void> forgetCredentials(std::shared_ptr<CredentialStore> credentials, QString connectionId)
{
    const auto entries = credentials->stored(connectionId);
    if (!entries)
        co_return failure(entries.error());
    Result<void> outcome;
    for (const StoredCredential &entry : *entries) {
        CredentialKey key = entry.key;
        Result<void> removed = co_await credentials->remove(std::move(key));
        if (outcome && !removed)
            outcome = removed;
    }
    co_return outcome;
}

Async<QUrl> findTokenUrl(
    TransportOptions transport, std::shared_ptr<const Clock> clock,
    std::shared_ptr<ExchangeLog> log, QUrl discoveryUrl, CancelToken cancel)
{
    auto http = std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), transport, clock, log);
    Result<QUrl> found = co_await discoverTokenUrl(http, discoveryUrl, cancel);
    co_return found;
}

} // namespace keywright
