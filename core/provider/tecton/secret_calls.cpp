#include "core/provider/tecton/secret_calls.h"

namespace keywright::tecton {

namespace {

/// Listing and creating call the account's id "id", the other calls "service_account_id".
QJsonObject accountBody(const QString &accountId)
{
    return {{QStringLiteral("id"), accountId}};
}

} // namespace

Async<QList<ClientSecret>> listSecrets(Api api, QString accountId, CancelToken cancel)
{
    const QJsonObject body = accountBody(accountId);
    auto answer = co_await api->call(
        QStringLiteral("list-service-account-secrets"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readSecrets(*answer);
}

Async<CreatedSecret> createSecret(Api api, QString accountId, CancelToken cancel)
{
    const QJsonObject body = accountBody(accountId);
    auto answer = co_await api->call(
        QStringLiteral("create-service-account-secret"), body, Replay::Never, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readCreatedSecret(*answer);
}

Async<ClientSecret>
setSecretActive(Api api, QString accountId, QString secretId, bool active, CancelToken cancel)
{
    const QJsonObject body = secretBody(accountId, secretId);
    const QString name = active ? QStringLiteral("activate-service-account-secret")
                                : QStringLiteral("deactivate-service-account-secret");
    auto answer = co_await api->call(name, body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readSecret(*answer);
}

Async<void> deleteSecret(Api api, QString accountId, QString secretId, CancelToken cancel)
{
    const QJsonObject body = secretBody(accountId, secretId);
    auto answer = co_await api->call(
        QStringLiteral("delete-service-account-secret"), body, Replay::Never, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

} // namespace keywright::tecton
