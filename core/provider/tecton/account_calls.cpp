#include "core/provider/tecton/account_calls.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace keywright::tecton {

namespace {

struct AccountCallsMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonAccounts)
};

QJsonObject searchBody(const QString &search)
{
    return search.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("search"), search}};
}

QJsonObject idsBody(const QString &accountId)
{
    return {{QStringLiteral("ids"), QJsonArray{accountId}}};
}

Result<ServiceAccount> pick(const QList<ServiceAccount> &accounts, const QString &accountId)
{
    const auto found = std::find_if(accounts.cbegin(), accounts.cend(), [&](const auto &account) {
        return account.id == accountId;
    });
    if (found != accounts.cend())
        return *found;
    return failure(makeError(
        ErrorKind::NotFound,
        AccountCallsMessages::tr("There is no service account “%1”.").arg(accountId),
        AccountCallsMessages::tr("Refresh the list; someone else may have deleted it.")));
}

/// The key works, but asking whose it is does not: a key of a person, or a cluster that does not
/// let this account ask.
bool isIntrospectionUnavailable(const Error &error)
{
    return error.kind == ErrorKind::NotFound || error.kind == ErrorKind::NotPermitted ||
           error.kind == ErrorKind::InvalidInput;
}

} // namespace

Async<QList<ServiceAccount>> listAccounts(Api api, QString search, CancelToken cancel)
{
    const QJsonObject body = searchBody(search);
    auto answer = co_await api->call(
        QStringLiteral("get-service-accounts"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readAccounts(*answer);
}

Async<ServiceAccount> fetchAccount(Api api, QString accountId, CancelToken cancel)
{
    const QJsonObject body = idsBody(accountId);
    auto answer = co_await api->call(
        QStringLiteral("get-service-accounts"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    auto accounts = readAccounts(*answer);
    if (!accounts)
        co_return failure(std::move(accounts).error());
    co_return pick(*accounts, accountId);
}

Async<CreatedAccount> createAccount(Api api, NewAccount account, CancelToken cancel)
{
    const QJsonObject body = createAccountBody(account);
    auto answer =
        co_await api->call(QStringLiteral("create-service-account"), body, Replay::Never, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readCreatedAccount(*answer, account);
}

Async<ServiceAccount>
updateAccount(Api api, QString accountId, QJsonObject body, CancelToken cancel)
{
    // Read first: the answer of the update does not say what cannot change, and a failure here
    // means that nothing has changed yet.
    auto before = co_await fetchAccount(api, accountId, cancel);
    if (!before)
        co_return before;
    auto answer = co_await api->call(
        QStringLiteral("update-service-account"), body, Replay::Idempotent, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readUpdatedAccount(*answer, *std::move(before));
}

Async<void> deleteAccount(Api api, QString accountId, CancelToken cancel)
{
    QJsonObject body;
    body.insert(QStringLiteral("id"), accountId);
    auto answer =
        co_await api->call(QStringLiteral("delete-service-account"), body, Replay::Never, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

Async<Introspection> introspect(Api api, std::shared_ptr<const Secret> apiKey, CancelToken cancel)
{
    auto answer = co_await api->callWithSecret(
        QStringLiteral("introspect-api-key"), QStringLiteral("api_key"), apiKey, cancel);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readIntrospection(*answer);
}

Async<Identity> identifyKey(Api api, std::shared_ptr<const Secret> apiKey, CancelToken cancel)
{
    auto introspection = co_await introspect(api, apiKey, cancel);
    if (introspection) {
        const ServiceAccount &account = introspection->account;
        co_return Result<Identity>(Identity{account.id, account.name, introspection->isAdmin});
    }
    if (!isIntrospectionUnavailable(introspection.error()))
        co_return failure(std::move(introspection).error());
    auto accounts = co_await listAccounts(api, QString(), cancel);
    if (!accounts)
        co_return failure(std::move(accounts).error());
    co_return Result<Identity>(Identity());
}

Async<Identity> identifyClient(Api api, QString clientId, CancelToken cancel)
{
    auto account = co_await fetchAccount(api, clientId, cancel);
    if (account)
        co_return Result<Identity>(Identity{account->id, account->name, false});
    // The list was answered, so the credential works, even where an account does not see itself.
    if (account.error().kind == ErrorKind::NotFound && account.error().httpStatus == 0)
        co_return Result<Identity>(Identity{clientId, clientId, false});
    co_return failure(std::move(account).error());
}

} // namespace keywright::tecton
