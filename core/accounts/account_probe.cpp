#include "core/accounts/account_probe.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {
namespace {

struct AccountProbeMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountProbe)
};

Error noKeyError(const QString &name)
{
    return makeError(
        ErrorKind::NotFound,
        AccountProbeMessages::tr("%1 cannot be tested: the keychain holds no API key of it.")
            .arg(name),
        AccountProbeMessages::tr("An API key is told only when its account is created."));
}

Async<ProbeResult> probeApiKey(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel)
{
    const auto stored = session->credentials()->stored(session->connection().id);
    if (!stored)
        co_return failure(stored.error());
    const auto entry = std::find_if(
        stored->cbegin(), stored->cend(), [&account](const StoredCredential &candidate) {
            return candidate.key.owner == account->id;
        });
    if (entry == stored->cend())
        co_return failure(noKeyError(account->name));
    CredentialKey key = entry->key;
    auto secret = co_await session->credentials()->read(std::move(key));
    if (!secret)
        co_return failure(std::move(secret).error());
    auto shared = std::make_shared<const Secret>(*std::move(secret));
    const auto begin = clock->elapsed();
    auto owner =
        co_await session->provider()->introspectApiKey(std::move(shared), std::move(cancel));
    if (!owner)
        co_return failure(std::move(owner).error());
    ProbeResult result;
    result.duration = clock->elapsed() - begin;
    result.credential = AccountProbeMessages::tr("API key from the keychain");
    result.answer =
        (owner->status == AccountStatus::Active
             ? AccountProbeMessages::tr("The key belongs to %1 (%2), which is active.")
             : AccountProbeMessages::tr("The key belongs to %1 (%2), which is deactivated."))
            .arg(owner->name, owner->id);
    co_return Result<ProbeResult>(std::move(result));
}

Async<ProbeResult> probeToken(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel)
{
    auto kept = co_await session->authorizerFor(account->id);
    if (!kept)
        co_return failure(std::move(kept).error());
    // A token that is kept proves nothing about the secret as it is now.
    const auto authorizer = (*kept)->withOwnToken();
    const auto begin = clock->elapsed();
    AuthorizationContext context(
        QByteArrayLiteral("GET"), session->connection().baseUrl, std::move(cancel));
    const auto token = co_await authorizer->authorization(std::move(context));
    if (!token)
        co_return failure(token.error());
    ProbeResult result;
    result.duration = clock->elapsed() - begin;
    result.credential = AccountProbeMessages::tr("Client secret from the keychain");
    result.tokenExpiresAt = authorizer->tokenExpiresAt().value_or(QDateTime());
    session->giveBack(authorizer);
    result.answer =
        AccountProbeMessages::tr("The secret was accepted and exchanged for an access token.");
    co_return Result<ProbeResult>(std::move(result));
}

} // namespace

Async<ProbeResult> probeAccount(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel)
{
    return account->type == AccountType::ApiKey
               ? probeApiKey(
                     std::move(session), std::move(account), std::move(clock), std::move(cancel))
               : probeToken(
                     std::move(session), std::move(account), std::move(clock), std::move(cancel));
}

} // namespace keywright
