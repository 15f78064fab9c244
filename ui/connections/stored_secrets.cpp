#include "ui/connections/stored_secrets.h"

#include "core/connection/session_factory.h"
#include "core/provider/provider_factory.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct StoredSecretsMessages
{
    Q_DECLARE_TR_FUNCTIONS(StoredSecrets)
};

AccountType typeOf(const CredentialKey &key)
{
    return key.item == QLatin1StringView("api-key") ? AccountType::ApiKey : AccountType::OAuth;
}

StoredSecret ownSecret(const Session &session, const CredentialKey &key)
{
    const Connection &connection = session.connection();
    StoredSecret own;
    own.name = StoredSecretsMessages::tr("This connection’s own credential");
    own.context.accountId = connection.signIn == SignIn::ClientCredentials ? connection.clientId
                                                                           : session.ownAccountId();
    own.context.accountName = connection.name;
    own.key = key;
    return own;
}

StoredSecret accountSecret(const CredentialKey &key, const QList<ServiceAccount> &accounts)
{
    const auto account =
        std::find_if(accounts.cbegin(), accounts.cend(), [&key](const ServiceAccount &one) {
            return one.id == key.owner;
        });
    StoredSecret secret;
    secret.context.accountId = key.owner;
    secret.context.accountName = account == accounts.cend() ? key.owner : account->name;
    secret.name =
        typeOf(key) == AccountType::ApiKey
            ? StoredSecretsMessages::tr("%1, API key").arg(secret.context.accountName)
            : StoredSecretsMessages::tr("%1, secret %2").arg(secret.context.accountName, key.item);
    secret.key = key;
    return secret;
}

} // namespace

Result<QList<StoredSecret>>
storedSecrets(const Session &session, const QList<ServiceAccount> &accounts)
{
    const Connection &connection = session.connection();
    const CredentialKey own = SessionFactory::credentialKey(connection);
    QList<StoredSecret> secrets;
    const auto entries = session.credentials()->stored(connection.id);
    if (!entries)
        return failure(entries.error());
    for (const StoredCredential &entry : *entries) {
        const bool isOfConnection = entry.key.owner == CredentialKey::connectionOwner;
        if (!isOfConnection)
            secrets.prepend(accountSecret(entry.key, accounts));
    }
    const bool holdsOwn =
        std::any_of(entries->cbegin(), entries->cend(), [&own](const StoredCredential &entry) {
            return entry.key == own;
        });
    if (holdsOwn && connection.signIn != SignIn::Digest)
        secrets.prepend(ownSecret(session, own));
    const QString prefix = variablePrefixOf(connection.provider);
    for (StoredSecret &secret : secrets) {
        secret.context.type = typeOf(secret.key);
        secret.context.variablePrefix = prefix;
        if (secret.context.type == AccountType::OAuth)
            secret.context.tokenUrl = session.provider()->tokenUrl();
    }
    return secrets;
}

} // namespace keywright
