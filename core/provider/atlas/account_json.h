#pragma once

#include "core/base/json_reader.h"
#include "core/provider/atlas/operation.h"
#include "core/provider/projects.h"
#include "core/provider/provider.h"

#include <QJsonDocument>

namespace keywright::atlas {

// Values to the JSON of the operations on service accounts and back. Pure functions.

/// An account as one place tells it: `account.roles` are those held there.
ServiceAccount readAccount(JsonReader &reader, const Place &place, const QDateTime &now);
Result<ServiceAccount>
readAccount(const QJsonObject &answer, const Place &place, const QDateTime &now);
Result<QList<ServiceAccount>>
readAccounts(const QList<QJsonObject> &results, const Place &place, const QDateTime &now);

/// The value moves into CreatedAccount::secret. Without one the answer is a Protocol error whose
/// outcome is unknown.
Result<CreatedAccount>
readCreatedAccount(const QJsonObject &answer, const Place &place, const QDateTime &now);
Result<CreatedSecret> readCreatedSecret(const QJsonObject &answer, const QDateTime &now);

Result<QList<ProjectMembership>> readMemberships(const QList<QJsonObject> &results);

QJsonDocument createAccountBody(const NewAccount &account, const QStringList &roles, int hours);
/// Only what changes.
QJsonDocument updateAccountBody(const AccountChange &change);
QJsonDocument rolesBody(const QStringList &roles);
QJsonDocument createSecretBody(int hours);

} // namespace keywright::atlas
