#include "core/provider/tecton/tecton_json.h"

#include <QCoreApplication>

namespace keywright::tecton {

namespace {

constexpr QLatin1StringView apiKeyType("SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY");
constexpr QLatin1StringView oauthType("SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS");

struct TectonJsonMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonJson)
};

/// The documentation calls these times texts without saying of which form; whatever is not a time
/// is left out rather than making the whole list unreadable.
QDateTime readTime(JsonReader &reader, const QString &key)
{
    if (!reader.has(key))
        return {};
    const QString text = reader.optionalString(key);
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

AccountType readType(JsonReader &reader)
{
    const QString type = reader.optionalString(QStringLiteral("credentialsType"));
    // Accounts from before there were two types do not tell theirs.
    if (type.isEmpty() || type == apiKeyType)
        return AccountType::ApiKey;
    if (type != oauthType)
        reader.fail(
            QStringLiteral("credentialsType"),
            TectonJsonMessages::tr("a known type of service account"));
    return AccountType::OAuth;
}

AccountStatus accountStatus(bool active)
{
    return active ? AccountStatus::Active : AccountStatus::Deactivated;
}

SecretStatus secretStatus(const QString &text)
{
    if (text.compare(QLatin1String("active"), Qt::CaseInsensitive) == 0 ||
        text.endsWith(QLatin1String("STATUS_ACTIVE")))
        return SecretStatus::Active;
    if (text.contains(QLatin1String("expired"), Qt::CaseInsensitive))
        return SecretStatus::Expired;
    return SecretStatus::Deactivated;
}

ClientSecret readSecretInfo(JsonReader &reader)
{
    ClientSecret secret;
    secret.id = reader.string(QStringLiteral("secretId"));
    secret.status = secretStatus(reader.string(QStringLiteral("status")));
    secret.masked = reader.optionalString(QStringLiteral("maskedSecret"));
    secret.createdAt = readTime(reader, QStringLiteral("createdAt"));
    secret.updatedAt = readTime(reader, QStringLiteral("updatedAt"));
    return secret;
}

/// Whoever reads an answer that should have held a secret must learn that the write has happened.
Error lostSecret(Error error)
{
    error.outcomeUnknown = true;
    return error;
}

ServiceAccount asRequested(const QString &id, const NewAccount &request)
{
    ServiceAccount account;
    account.id = id;
    account.name = request.name;
    account.description = request.description;
    return account;
}

Error answerWithoutSecret(const char *message, const char *hint)
{
    return lostSecret(makeError(
        ErrorKind::Protocol, TectonJsonMessages::tr(message), TectonJsonMessages::tr(hint)));
}

} // namespace

QString credentialsType(AccountType type)
{
    return type == AccountType::ApiKey ? apiKeyType : oauthType;
}

QJsonObject createAccountBody(const NewAccount &account)
{
    return {
        {QStringLiteral("name"), account.name},
        {QStringLiteral("description"), account.description},
        {QStringLiteral("credentials_type"), credentialsType(account.type)},
    };
}

QJsonObject updateAccountBody(const QString &accountId, const AccountChange &change)
{
    QJsonObject body{{QStringLiteral("id"), accountId}};
    if (change.name)
        body.insert(QStringLiteral("name"), *change.name);
    if (change.description)
        body.insert(QStringLiteral("description"), *change.description);
    return body;
}

QJsonObject activateAccountBody(const QString &accountId, bool active)
{
    return {{QStringLiteral("id"), accountId}, {QStringLiteral("is_active"), active}};
}

QJsonObject secretBody(const QString &accountId, const QString &secretId)
{
    return {
        {QStringLiteral("service_account_id"), accountId}, {QStringLiteral("secret_id"), secretId}};
}

ServiceAccount readAccount(JsonReader &reader)
{
    ServiceAccount account;
    account.id = reader.string(QStringLiteral("id"));
    account.name = reader.optionalString(QStringLiteral("name"));
    account.description = reader.optionalString(QStringLiteral("description"));
    account.type = readType(reader);
    account.status = accountStatus(reader.optionalBoolean(QStringLiteral("isActive"), false));
    account.createdAt = readTime(reader, QStringLiteral("createdAt"));
    account.createdBy = reader.optionalString(QStringLiteral("createdBy"));
    return account;
}

Result<QList<ServiceAccount>> readAccounts(const QJsonObject &answer)
{
    JsonReader reader(answer);
    QList<ServiceAccount> accounts;
    reader.forEach(QStringLiteral("serviceAccounts"), [&](JsonReader &item) {
        accounts.append(readAccount(item));
    });
    if (!reader.ok())
        return failure(reader.error());
    return accounts;
}

Result<ServiceAccount> readUpdatedAccount(const QJsonObject &answer, ServiceAccount before)
{
    JsonReader reader(answer);
    ServiceAccount account = readAccount(reader);
    if (!reader.ok())
        return failure(reader.error());
    account.type = before.type;
    account.createdBy = before.createdBy;
    if (!account.createdAt.isValid())
        account.createdAt = before.createdAt;
    account.roles = std::move(before.roles);
    account.secrets = std::move(before.secrets);
    return account;
}

Result<CreatedAccount> readCreatedAccount(const QJsonObject &answer, const NewAccount &request)
{
    JsonReader reader(answer);
    CreatedAccount created;
    created.account.id = reader.string(QStringLiteral("id"));
    created.secret = reader.optionalSecret(
        request.type == AccountType::ApiKey ? QStringLiteral("apiKey")
                                            : QStringLiteral("clientSecret"));
    if (!reader.ok())
        return failure(lostSecret(reader.error()));
    if (created.secret.isEmpty())
        return failure(answerWithoutSecret(
            "The account was created, but the server's answer did not contain its credential.",
            "Delete the account and create it again."));
    // The value is told once: nothing odd in the rest of the answer may lose it.
    JsonReader details(answer);
    const ServiceAccount told = readAccount(details);
    created.account = details.ok() ? told : asRequested(created.account.id, request);
    created.account.type = request.type;
    return created;
}

Result<Introspection> readIntrospection(const QJsonObject &answer)
{
    JsonReader reader(answer);
    Introspection result;
    result.account = readAccount(reader);
    result.account.type = AccountType::ApiKey;
    result.account.status = accountStatus(reader.optionalBoolean(QStringLiteral("active"), false));
    result.isAdmin = reader.optionalBoolean(QStringLiteral("isAdmin"), false);
    if (!reader.ok())
        return failure(reader.error());
    return result;
}

Result<QList<ClientSecret>> readSecrets(const QJsonObject &answer)
{
    JsonReader reader(answer);
    QList<ClientSecret> secrets;
    reader.forEach(QStringLiteral("clientSecrets"), [&](JsonReader &item) {
        secrets.append(readSecretInfo(item));
    });
    if (!reader.ok())
        return failure(reader.error());
    return secrets;
}

Result<ClientSecret> readSecret(const QJsonObject &answer)
{
    JsonReader reader(answer);
    JsonReader inner(reader.object(QStringLiteral("secret")), QStringLiteral("secret."));
    ClientSecret secret = readSecretInfo(inner);
    if (!reader.ok() || !inner.ok())
        return failure(reader.ok() ? inner.error() : reader.error());
    return secret;
}

Result<CreatedSecret> readCreatedSecret(const QJsonObject &answer)
{
    JsonReader reader(answer);
    const QJsonObject object = reader.object(QStringLiteral("secret"));
    JsonReader inner(object, QStringLiteral("secret."));
    CreatedSecret created;
    created.info.id = inner.string(QStringLiteral("secretId"));
    created.secret = inner.optionalSecret(QStringLiteral("secret"));
    if (!reader.ok() || !inner.ok())
        return failure(lostSecret(reader.ok() ? inner.error() : reader.error()));
    if (created.secret.isEmpty())
        return failure(answerWithoutSecret(
            "The secret was created, but the server's answer did not contain its value.",
            "Deactivate and delete that secret, and create another one."));
    JsonReader details(object);
    const ClientSecret told = readSecretInfo(details);
    if (details.ok())
        created.info = told;
    return created;
}

Result<QList<Scope>> readWorkspaces(const QJsonObject &answer)
{
    JsonReader reader(answer);
    QList<Scope> scopes;
    reader.forEach(QStringLiteral("workspaces"), [&](JsonReader &item) {
        scopes.append(Scope{ScopeKind::Workspace, item.string(QStringLiteral("name"))});
    });
    if (!reader.ok())
        return failure(reader.error());
    return scopes;
}

} // namespace keywright::tecton
