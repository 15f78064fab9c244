#pragma once

#include "core/identity/service_account.h"
#include "ui/widgets/item_roles.h"

namespace keywright {

class RoleBook;

/// How an account's values are worded and coloured, in the table and in the detail.
namespace accountcells {

QString typeText(AccountType type);   ///< "OAuth"
QString typePhrase(AccountType type); ///< "OAuth client credentials"
QString statusText(AccountStatus status);
enum class RoleNames { Full, Short };
/// "Consumer · prod, staging; Viewer · all workspaces".
QString grantsText(
    const RoleBook &book, const QString &connectionId, const QList<RoleGrant> &grants,
    RoleNames names = RoleNames::Full);
/// All roles of an account in a column: "Consumer · prod; +2 via groups", "None", null while
/// unknown. Roles through groups are named where there is no other, or where they are privileged.
QString rolesText(const RoleBook &book, const QString &connectionId, const ServiceAccount &account);
bool isPrivileged(const RoleBook &book, const QString &connectionId, const ServiceAccount &account);

QList<Dot> secretDots(const ServiceAccount &account);
/// "key" for an API key; "2 active", "1 active, 1 deactivated" for secrets.
QString secretsText(const ServiceAccount &account);

/// What comes due next, and how urgent it is.
struct Deadline
{
    QString text; ///< "in 6 days", "key 214 days old", a dash
    std::optional<Tone> tone;
    QDateTime at;
};
Deadline deadline(const ServiceAccount &account, const QDateTime &now);

} // namespace accountcells
} // namespace keywright
