#include "core/provider/atlas/account_json.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct AccountJsonMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasAccounts)
};

ClientSecret readSecretInfo(JsonReader &reader, const QDateTime &now)
{
    ClientSecret secret;
    secret.id = reader.string(QStringLiteral("id"));
    secret.masked = reader.optionalString(QStringLiteral("maskedSecretValue"));
    secret.createdAt = reader.optionalTime(QStringLiteral("createdAt"));
    secret.expiresAt = reader.optionalTime(QStringLiteral("expiresAt"));
    secret.lastUsedAt = reader.optionalTime(QStringLiteral("lastUsedAt"));
    secret.status = secret.expiresAt.isValid() && secret.expiresAt <= now ? SecretStatus::Expired
                                                                          : SecretStatus::Active;
    return secret;
}

QList<RoleGrant> grantsAt(const Place &place, const QStringList &roles)
{
    const Scope scope =
        place.kind == ScopeKind::Project ? place : Scope{ScopeKind::Organization, {}};
    QList<RoleGrant> grants;
    for (const QString &role : roles)
        grants.append({role, scope, {}});
    return grants;
}

/// The server has created it, whatever its answer was.
Error lostSecret(Error error)
{
    error.outcomeUnknown = true;
    return error;
}

Error answerWithoutSecret(const QString &message, const QString &hint)
{
    return lostSecret(makeError(ErrorKind::Protocol, message, hint));
}

} // namespace

ServiceAccount readAccount(JsonReader &reader, const Place &place, const QDateTime &now)
{
    ServiceAccount account;
    account.id = reader.string(QStringLiteral("clientId"));
    account.name = reader.optionalString(QStringLiteral("name"));
    account.description = reader.optionalString(QStringLiteral("description"));
    account.createdAt = reader.optionalTime(QStringLiteral("createdAt"));
    account.roles = grantsAt(place, reader.optionalStrings(QStringLiteral("roles")));
    QList<ClientSecret> secrets;
    reader.forEach(QStringLiteral("secrets"), [&](JsonReader &item) {
        secrets.append(readSecretInfo(item, now));
    });
    account.secrets = secrets;
    return account;
}

Result<ServiceAccount>
readAccount(const QJsonObject &answer, const Place &place, const QDateTime &now)
{
    JsonReader reader(answer);
    ServiceAccount account = readAccount(reader, place, now);
    if (!reader.ok())
        return failure(reader.error());
    return account;
}

Result<QList<ServiceAccount>>
readAccounts(const QList<QJsonObject> &results, const Place &place, const QDateTime &now)
{
    QList<ServiceAccount> accounts;
    accounts.reserve(results.size());
    for (const QJsonObject &result : results) {
        auto account = readAccount(result, place, now);
        if (!account)
            return failure(std::move(account).error());
        accounts.append(*std::move(account));
    }
    return accounts;
}

Result<CreatedAccount>
readCreatedAccount(const QJsonObject &answer, const Place &place, const QDateTime &now)
{
    JsonReader reader(answer);
    CreatedAccount created;
    created.account.id = reader.string(QStringLiteral("clientId"));
    reader.forEach(QStringLiteral("secrets"), [&](JsonReader &item) {
        if (created.secret.isEmpty() && item.has(QStringLiteral("secret"))) {
            created.secret = item.optionalSecret(QStringLiteral("secret"));
            created.secretId = item.string(QStringLiteral("id"));
        }
    });
    if (!reader.ok())
        return failure(lostSecret(reader.error()));
    if (created.secret.isEmpty())
        return failure(answerWithoutSecret(
            AccountJsonMessages::tr(
                "The account was created, but the server’s answer did not contain its secret."),
            AccountJsonMessages::tr(
                "Create another secret for the account, or delete it and create it "
                "again.")));
    // The value is told once: nothing odd in the rest of the answer may lose it.
    JsonReader details(answer);
    const ServiceAccount told = readAccount(details, place, now);
    if (details.ok())
        created.account = told;
    else
        created.account.name = answer.value(QLatin1StringView("name")).toString();
    return created;
}

Result<CreatedSecret> readCreatedSecret(const QJsonObject &answer, const QDateTime &now)
{
    JsonReader reader(answer);
    CreatedSecret created;
    created.info.id = reader.string(QStringLiteral("id"));
    created.secret = reader.optionalSecret(QStringLiteral("secret"));
    if (!reader.ok())
        return failure(lostSecret(reader.error()));
    if (created.secret.isEmpty())
        return failure(answerWithoutSecret(
            AccountJsonMessages::tr(
                "The secret was created, but the server’s answer did not contain its value."),
            AccountJsonMessages::tr("Delete that secret and create another one.")));
    JsonReader details(answer);
    const ClientSecret told = readSecretInfo(details, now);
    if (details.ok())
        created.info = told;
    return created;
}

Result<QList<ProjectMembership>> readMemberships(const QList<QJsonObject> &results)
{
    QList<ProjectMembership> memberships;
    for (const QJsonObject &result : results) {
        JsonReader reader(result);
        ProjectMembership membership;
        membership.projectId = reader.string(QStringLiteral("groupId"));
        membership.roles = reader.optionalStrings(QStringLiteral("roles"));
        if (!reader.ok())
            return failure(reader.error());
        memberships.append(membership);
    }
    return memberships;
}

QJsonDocument createAccountBody(const NewAccount &account, const QStringList &roles, int hours)
{
    return QJsonDocument(QJsonObject{
        {QStringLiteral("name"), account.name},
        {QStringLiteral("description"), account.description},
        {QStringLiteral("roles"), QJsonArray::fromStringList(roles)},
        {QStringLiteral("secretExpiresAfterHours"), hours}});
}

QJsonDocument updateAccountBody(const AccountChange &change)
{
    QJsonObject body;
    if (change.name)
        body.insert(QStringLiteral("name"), *change.name);
    if (change.description)
        body.insert(QStringLiteral("description"), *change.description);
    return QJsonDocument(body);
}

QJsonDocument rolesBody(const QStringList &roles)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("roles"), QJsonArray::fromStringList(roles)}});
}

QJsonDocument createSecretBody(int hours)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("secretExpiresAfterHours"), hours}});
}

} // namespace keywright::atlas
