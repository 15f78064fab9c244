#include "core/provider/atlas/atlas_command.h"

#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/atlas_limits.h"

namespace keywright::atlas {

namespace {

QString shellQuoted(QString text)
{
    text.replace(QLatin1Char('\''), QLatin1StringView("'\\''"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

} // namespace

QString createCommand(const NewAccount &account, const QString &orgId, const QString &projectId)
{
    QStringList roles;
    for (const RoleGrant &grant : account.roles) {
        const bool fits = projectId.isEmpty() ? grant.scope.kind == ScopeKind::Organization
                                              : grant.scope.id == projectId;
        if (fits)
            roles += grant.roleId;
    }
    const int hours =
        account.secretLifetimeHours > 0 ? account.secretLifetimeHours : usualSecretHours;
    const QByteArray body = createAccountBody(account, roles, hours).toJson(QJsonDocument::Compact);
    QString command = QStringLiteral("echo ") + shellQuoted(QString::fromUtf8(body)) +
                      QStringLiteral(" | atlas api serviceAccounts ");
    if (!projectId.isEmpty())
        command += QStringLiteral("createGroupServiceAccount --groupId ") + projectId;
    else
        command += QStringLiteral("createOrgServiceAccount");
    if (projectId.isEmpty() && !orgId.isEmpty())
        command += QStringLiteral(" --orgId ") + orgId;
    return command + QStringLiteral(" --version 2024-08-05");
}

} // namespace keywright::atlas
