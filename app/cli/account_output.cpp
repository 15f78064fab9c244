#include "app/cli/account_output.h"

#include "app/cli/account_json.h"
#include "app/cli/text.h"
#include "core/identity/scope_text.h"

namespace keywright::cli {

QStringList accountRow(const ServiceAccount &account, const Connection &connection)
{
    return {
        account.id, account.name, accountTypeName(account.type), accountStatusName(account.status),
        connection.name};
}

QStringList accountHeader()
{
    return {tr("ID"), tr("NAME"), tr("TYPE"), tr("STATUS"), tr("CONNECTION")};
}

void printAccount(const Output &output, const ServiceAccount &account, const Connection &connection)
{
    if (output.isJson()) {
        output.document(accountJson(account, connection));
        return;
    }
    output.table(accountHeader(), {accountRow(account, connection)});
    if (!account.description.isEmpty())
        output.line(tr("Description: %1").arg(account.description));
    for (const RoleGrant &grant : account.roles.value_or(QList<RoleGrant>()))
        output.line(
            grant.viaGroup.isEmpty()
                ? tr("Role: %1").arg(grantText(grant))
                : tr("Role: %1 (through group %2)").arg(grantText(grant), grant.viaGroup));
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>()))
        output.line(
            tr("Secret: %1 %2 %3").arg(secret.id, secretStatusName(secret.status), secret.masked));
}

} // namespace keywright::cli
