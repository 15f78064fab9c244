#pragma once

#include "core/identity/client_secret.h"
#include "core/identity/role.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace keywright {

enum class AccountType { ApiKey, OAuth };
enum class AccountStatus { Active, Deactivated };

/// One machine identity as the provider describes it. `roles` and `secrets` are unset until they
/// were asked for, as some providers list them only per account.
struct ServiceAccount
{
    QString id;
    QString name;
    QString description;
    AccountType type = AccountType::OAuth;
    AccountStatus status = AccountStatus::Active;
    QDateTime createdAt; ///< UTC; invalid when the provider does not tell
    QString createdBy;
    std::optional<QList<RoleGrant>> roles;
    std::optional<QList<ClientSecret>> secrets;

    bool operator==(const ServiceAccount &) const = default;
};

/// "api-key" and "oauth": the words of the command line and its JSON.
QString accountTypeName(AccountType type);
/// "active" and "deactivated".
QString accountStatusName(AccountStatus status);

} // namespace keywright
