#include "core/transfer/account_export.h"

#include "core/identity/scope_text.h"
#include "core/transfer/csv_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace keywright {
namespace {

QString isoTime(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QString();
}

QString rolesText(const ServiceAccount &account)
{
    QStringList texts;
    for (const RoleGrant &grant : account.roles.value_or(QList<RoleGrant>()))
        texts.append(grantText(grant));
    return texts.join(u' ');
}

QJsonArray rolesJson(const QList<RoleGrant> &grants)
{
    QJsonArray array;
    for (const RoleGrant &grant : grants) {
        QJsonObject object{
            {QStringLiteral("role"), grant.roleId},
            {QStringLiteral("scope"), scopeText(grant.scope)}};
        if (!grant.viaGroup.isEmpty())
            object.insert(QStringLiteral("via"), grant.viaGroup);
        array.append(object);
    }
    return array;
}

QJsonArray secretsJson(const QList<ClientSecret> &secrets)
{
    QJsonArray array;
    for (const ClientSecret &secret : secrets) {
        QJsonObject object{
            {QStringLiteral("id"), secret.id},
            {QStringLiteral("status"), secretStatusName(secret.status)},
            {QStringLiteral("masked"), secret.masked}};
        const auto addTime = [&object](const QString &key, const QDateTime &time) {
            if (time.isValid())
                object.insert(key, isoTime(time));
        };
        addTime(QStringLiteral("createdAt"), secret.createdAt);
        addTime(QStringLiteral("expiresAt"), secret.expiresAt);
        addTime(QStringLiteral("lastUsedAt"), secret.lastUsedAt);
        array.append(object);
    }
    return array;
}

QJsonObject accountJson(const AccountExportRow &row)
{
    const ServiceAccount &account = row.account;
    QJsonObject object{
        {QStringLiteral("id"), account.id},
        {QStringLiteral("name"), account.name},
        {QStringLiteral("description"), account.description},
        {QStringLiteral("type"), accountTypeName(account.type)},
        {QStringLiteral("status"), accountStatusName(account.status)},
        {QStringLiteral("createdAt"), isoTime(account.createdAt)},
        {QStringLiteral("createdBy"), account.createdBy},
        {QStringLiteral("connection"), row.connection}};
    if (account.roles)
        object.insert(QStringLiteral("roles"), rolesJson(*account.roles));
    if (account.secrets)
        object.insert(QStringLiteral("secrets"), secretsJson(*account.secrets));
    return object;
}

} // namespace

QByteArray accountsCsv(const QList<AccountExportRow> &rows)
{
    QByteArray csv("id,name,description,type,status,roles,secrets,created_at,created_by,"
                   "connection\r\n");
    for (const AccountExportRow &row : rows) {
        const ServiceAccount &account = row.account;
        const QString secrets =
            account.secrets ? QString::number(account.secrets->size()) : QString();
        const QStringList cells{
            account.id,
            account.name,
            account.description,
            accountTypeName(account.type),
            accountStatusName(account.status),
            rolesText(account),
            secrets,
            isoTime(account.createdAt),
            account.createdBy,
            row.connection};
        QByteArrayList line;
        for (const QString &cell : cells)
            line.append(csvCell(cell));
        csv += line.join(',') + "\r\n";
    }
    return csv;
}

QByteArray accountsJson(const QList<AccountExportRow> &rows)
{
    QJsonArray array;
    for (const AccountExportRow &row : rows)
        array.append(accountJson(row));
    return QJsonDocument(array).toJson();
}

} // namespace keywright
