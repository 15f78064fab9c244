#include "app/sandbox/atlas/account_json.h"

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

QJsonObject toJson(const ClientSecret &secret)
{
    QJsonObject object{
        {u"id"_s, secret.id},
        {u"createdAt"_s, toTimestamp(secret.createdAtMs)},
        {u"expiresAt"_s, toTimestamp(secret.expiresAtMs)},
        {u"maskedSecretValue"_s, QString("mdb_sa_sk_..."_L1 + secret.lastCharacters)},
    };
    if (secret.lastUsedAtMs)
        object.insert("lastUsedAt"_L1, toTimestamp(*secret.lastUsedAtMs));
    return object;
}

QJsonObject toJson(const ClientSecret &secret, const QString &value)
{
    QJsonObject object = toJson(secret);
    object.insert("secret"_L1, value);
    return object;
}

QJsonObject toJson(const ServiceAccount &account, const QStringList &roles)
{
    QJsonArray secrets;
    for (const ClientSecret &secret : account.secrets)
        secrets.append(toJson(secret));
    return {
        {u"clientId"_s, account.clientId},
        {u"createdAt"_s, toTimestamp(account.createdAtMs)},
        {u"name"_s, account.name},
        {u"description"_s, account.description},
        {u"roles"_s, QJsonArray::fromStringList(roles)},
        {u"secrets"_s, secrets},
    };
}

} // namespace keywright::sandbox::atlas
