#include "ui/accounts/failed_roles.h"

#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("FailedRoles", text);
}

} // namespace

std::optional<Error>
failedRolesError(RoleBook &roles, const QString &connectionId, const AccountCreation &creation)
{
    if (creation.failedRoles.isEmpty())
        return std::nullopt;
    QStringList names;
    for (const auto &[grant, error] : creation.failedRoles)
        names.append(
            translated("%1 on %2")
                .arg(roles.role(connectionId, grant.roleId).name, scopePhrase(grant.scope)));
    Error error = creation.failedRoles.first().second;
    error.message =
        translated("%1 was created, but not given %2. %3")
            .arg(creation.account.name, names.join(QStringLiteral(", ")), error.message);
    error.hint = translated("Assign the role again on the Roles tab.");
    return error;
}

} // namespace keywright
