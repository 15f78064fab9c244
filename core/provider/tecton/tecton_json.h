#pragma once

#include "core/base/json_reader.h"
#include "core/identity/service_account.h"
#include "core/provider/provider.h"

#include <QJsonObject>

namespace keywright::tecton {

// Values to the JSON of the management calls and back. Pure functions; answers may be written in
// camelCase or snake_case, and leave out what is empty or false, as proto-JSON servers do.

QString credentialsType(AccountType type);

QJsonObject createAccountBody(const NewAccount &account);
QJsonObject updateAccountBody(const QString &accountId, const AccountChange &change);
QJsonObject activateAccountBody(const QString &accountId, bool active);
QJsonObject secretBody(const QString &accountId, const QString &secretId);

ServiceAccount readAccount(JsonReader &reader);
Result<QList<ServiceAccount>> readAccounts(const QJsonObject &answer);
/// The update call's answer lacks what cannot change; that is kept from `before`.
Result<ServiceAccount> readUpdatedAccount(const QJsonObject &answer, ServiceAccount before);
/// The key or secret moves into CreatedAccount::secret. Without one the answer is a Protocol error.
Result<CreatedAccount> readCreatedAccount(const QJsonObject &answer, const NewAccount &request);

struct Introspection
{
    ServiceAccount account;
    bool isAdmin = false;
};
Result<Introspection> readIntrospection(const QJsonObject &answer);

Result<QList<ClientSecret>> readSecrets(const QJsonObject &answer);
Result<ClientSecret> readSecret(const QJsonObject &answer);
Result<CreatedSecret> readCreatedSecret(const QJsonObject &answer);

Result<QList<Scope>> readWorkspaces(const QJsonObject &answer);

} // namespace keywright::tecton
