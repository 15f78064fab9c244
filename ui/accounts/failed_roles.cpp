#include "ui/accounts/failed_roles.h"

#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct FailedRolesMessages
{
    Q_DECLARE_TR_FUNCTIONS(FailedRoles)
};

} // namespace

std::optional<Error>
failedRolesError(RoleBook &roles, const QString &connectionId, const AccountCreation &creation)
{
    if (creation.failedRoles.isEmpty())
        return std::nullopt;
    QStringList names;
    for (const auto &[grant, error] : creation.failedRoles)
        names.append(
            FailedRolesMessages::tr("%1 on %2")
                .arg(roles.role(connectionId, grant.roleId).name, scopePhrase(grant.scope)));
    Error error = creation.failedRoles.first().second;
    error.message =
        FailedRolesMessages::tr("%1 was created, but not given %2. %3")
            .arg(creation.account.name, names.join(QStringLiteral(", ")), error.message);
    error.hint = FailedRolesMessages::tr("Assign the role again on the Roles tab.");
    return error;
}

} // namespace keywright
