#include "app/cli/account_json.h"

#include "core/identity/scope_text.h"

#include <QJsonArray>

namespace keywright::cli {

namespace {

template <class T, class Convert>
QJsonValue arrayOrNull(const std::optional<QList<T>> &values, Convert convert)
{
    if (!values)
        return QJsonValue::Null;
    QJsonArray array;
    for (const T &value : *values)
        array.append(convert(value));
    return array;
}

} // namespace

QJsonValue timeJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate))
                          : QJsonValue(QJsonValue::Null);
}

QJsonValue textJson(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODate) : QStringLiteral("—");
}

QJsonObject grantJson(const RoleGrant &grant)
{
    return {
        {QStringLiteral("role"), grant.roleId},
        {QStringLiteral("scope"), scopeText(grant.scope)},
        {QStringLiteral("via"), textJson(grant.viaGroup)}};
}

QJsonObject secretJson(const ClientSecret &secret)
{
    return {
        {QStringLiteral("id"), secret.id},
        {QStringLiteral("status"), secretStatusName(secret.status)},
        {QStringLiteral("createdAt"), timeJson(secret.createdAt)},
        {QStringLiteral("expiresAt"), timeJson(secret.expiresAt)},
        {QStringLiteral("lastUsedAt"), timeJson(secret.lastUsedAt)},
        {QStringLiteral("masked"), secret.masked}};
}

QJsonObject accountJson(const ServiceAccount &account, const Connection &connection)
{
    return {
        {QStringLiteral("id"), account.id},
        {QStringLiteral("name"), account.name},
        {QStringLiteral("description"), account.description},
        {QStringLiteral("type"), accountTypeName(account.type)},
        {QStringLiteral("status"), accountStatusName(account.status)},
        {QStringLiteral("roles"), arrayOrNull(account.roles, grantJson)},
        {QStringLiteral("secrets"), arrayOrNull(account.secrets, secretJson)},
        {QStringLiteral("createdAt"), timeJson(account.createdAt)},
        {QStringLiteral("createdBy"), account.createdBy},
        {QStringLiteral("connection"), connection.name},
        {QStringLiteral("provider"), connection.provider}};
}

} // namespace keywright::cli
