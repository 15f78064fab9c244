#include "app/sandbox/tecton/secret_calls.h"

#include "app/sandbox/tecton/credentials.h"
#include "app/sandbox/tecton/proto_json.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostSecrets = 2;

ApiResult<Account *>
oauthAccount(CallContext &context, const QJsonObject &request, QLatin1StringView idField)
{
    auto account = administeredAccount(context, textField(request, idField));
    if (account && (*account)->type != CredentialType::OAuth)
        return tl::unexpected(failedPrecondition(
            u"The service account has an API key, not OAuth client credentials"_s));
    return account;
}

struct SecretOfAccount
{
    Account *account = nullptr;
    StoredSecret *secret = nullptr;
};

ApiResult<SecretOfAccount> secretOf(CallContext &context, const QJsonObject &request)
{
    const auto account = oauthAccount(context, request, "service_account_id"_L1);
    if (!account)
        return tl::unexpected(account.error());
    const QString secretId = textField(request, "secret_id"_L1);
    if (secretId.isEmpty())
        return tl::unexpected(invalidArgument(u"The secret_id is missing"_s));
    StoredSecret *secret = (*account)->secret(secretId);
    if (secret == nullptr)
        return tl::unexpected(
            notFound(u"The service account has no client secret %1"_s.arg(secretId)));
    return SecretOfAccount{*account, secret};
}

QString statusOf(const StoredSecret &secret)
{
    return secret.active.current ? u"ACTIVE"_s : u"INACTIVE"_s;
}

QJsonObject toJson(const StoredSecret &secret)
{
    return {
        {u"secret_id"_s, secret.id},
        {u"created_at"_s, toTimestamp(secret.createdAtMs)},
        {u"updated_at"_s, toTimestamp(secret.updatedAtMs)},
        {u"status"_s, statusOf(secret)},
    };
}

CallResult setActive(CallContext &context, StoredSecret &secret, bool active)
{
    if (secret.active.current != active) {
        secret.active.change(active, context.nowMs, context.propagationMs);
        secret.updatedAtMs = context.nowMs;
    }
    return QJsonObject{{u"secret"_s, toJson(secret)}};
}

} // namespace

QString addSecret(Account &account, qint64 nowMs, qint64 propagationMs)
{
    const QString value = newClientSecret();
    StoredSecret secret;
    secret.id = newSecretId();
    secret.digest = digestOf(value);
    secret.lastCharacters = value.right(4);
    secret.active.change(true, nowMs, propagationMs);
    secret.createdAtMs = nowMs;
    secret.updatedAtMs = nowMs;
    account.secrets.append(secret);
    return value;
}

CallResult createServiceAccountSecret(CallContext &context, const QJsonObject &request)
{
    const auto account = oauthAccount(context, request, "id"_L1);
    if (!account)
        return tl::unexpected(account.error());
    if ((*account)->secrets.size() >= mostSecrets)
        return tl::unexpected(failedPrecondition(
            u"The service account has %1 client secrets already, which is the maximum"_s.arg(
                mostSecrets)));
    const QString value = addSecret(**account, context.nowMs, context.propagationMs);
    QJsonObject secret = toJson((*account)->secrets.last());
    secret.remove("updated_at"_L1);
    secret.insert("secret"_L1, value);
    return QJsonObject{{u"secret"_s, secret}};
}

CallResult listServiceAccountSecrets(CallContext &context, const QJsonObject &request)
{
    const auto account = oauthAccount(context, request, "id"_L1);
    if (!account)
        return tl::unexpected(account.error());
    QJsonArray secrets;
    for (const StoredSecret &secret : std::as_const((*account)->secrets)) {
        QJsonObject item = toJson(secret);
        item.insert("masked_secret"_L1, QString("***"_L1 + secret.lastCharacters));
        secrets.append(item);
    }
    return QJsonObject{{u"client_secrets"_s, secrets}};
}

CallResult activateServiceAccountSecret(CallContext &context, const QJsonObject &request)
{
    const auto found = secretOf(context, request);
    if (!found)
        return tl::unexpected(found.error());
    return setActive(context, *found->secret, true);
}

CallResult deactivateServiceAccountSecret(CallContext &context, const QJsonObject &request)
{
    const auto found = secretOf(context, request);
    if (!found)
        return tl::unexpected(found.error());
    if (found->secret->active.current && found->account->activeSecretCount() <= 1)
        return tl::unexpected(
            failedPrecondition(u"A service account needs at least one active client secret"_s));
    return setActive(context, *found->secret, false);
}

CallResult deleteServiceAccountSecret(CallContext &context, const QJsonObject &request)
{
    const auto found = secretOf(context, request);
    if (!found)
        return tl::unexpected(found.error());
    if (found->secret->active.current)
        return tl::unexpected(
            failedPrecondition(u"A client secret has to be deactivated before it is deleted"_s));
    const QString id = found->secret->id;
    found->account->secrets.removeIf([&](const StoredSecret &secret) { return secret.id == id; });
    return QJsonObject();
}

} // namespace keywright::sandbox::tecton
