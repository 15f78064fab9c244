#include "core/rotation/expiring_accounts.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

/// When the first of the secrets that work ends; invalid: never.
QDateTime firstEnd(const QList<ClientSecret> &secrets)
{
    QDateTime first;
    for (const ClientSecret &secret : secrets) {
        const bool ends = secret.status == SecretStatus::Active && secret.expiresAt.isValid();
        if (ends && (!first.isValid() || secret.expiresAt < first))
            first = secret.expiresAt;
    }
    return first;
}

struct ExpiringAccount
{
    BulkAccount account;
    QDateTime at;
};

} // namespace

Async<QList<BulkAccount>>
expiringAccounts(std::shared_ptr<Session> session, QDateTime until, CancelToken cancel)
{
    const auto provider = session->provider();
    const auto accounts = co_await provider->listAccounts(QString(), cancel);
    if (!accounts)
        co_return failure(accounts.error());
    QList<ExpiringAccount> expiring;
    for (const ServiceAccount &account : *accounts) {
        if (account.type == AccountType::ApiKey || account.status == AccountStatus::Deactivated)
            continue;
        auto secrets = account.secrets;
        if (!secrets) {
            const auto listed = co_await provider->listSecrets(account.id, cancel);
            if (!listed)
                co_return failure(listed.error());
            secrets = *listed;
        }
        const QDateTime end = firstEnd(*secrets);
        if (end.isValid() && end < until)
            expiring.append({{session, account.id, account.name}, end});
    }
    std::stable_sort(
        expiring.begin(), expiring.end(),
        [](const ExpiringAccount &one, const ExpiringAccount &other) { return one.at < other.at; });
    QList<BulkAccount> ordered;
    for (const ExpiringAccount &one : std::as_const(expiring))
        ordered.append(one.account);
    co_return Result<QList<BulkAccount>>(std::move(ordered));
}

} // namespace keywright
