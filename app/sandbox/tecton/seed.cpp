#include "app/sandbox/tecton/seed.h"

#include "app/sandbox/tecton/credentials.h"
#include "app/sandbox/tecton/roles.h"
#include "app/sandbox/tecton/secret_calls.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;

qint64 timeAgo(const QJsonObject &from, qint64 nowMs)
{
    return nowMs - qRound64(from.value("ageDays"_L1).toDouble() * static_cast<double>(dayMs));
}

QList<Grant> readGrants(const QJsonObject &from, const QString &organizationId)
{
    QList<Grant> grants;
    for (const QJsonValue &item : from.value("roles"_L1).toArray()) {
        const QJsonObject role = item.toObject();
        const QString workspace = role.value("workspace"_L1).toString();
        grants.append(
            workspace.isEmpty()
                ? Grant{organizationResource, organizationId, role.value("role"_L1).toString()}
                : Grant{workspaceResource, workspace, role.value("role"_L1).toString()});
    }
    return grants;
}

void addSecrets(Account &account, const QJsonArray &secrets, qint64 nowMs)
{
    for (const QJsonValue &item : secrets) {
        const QJsonObject from = item.toObject();
        addSecret(account, timeAgo(from, nowMs), 0);
        if (!from.value("active"_L1).toBool(true))
            account.secrets.last().active = Delayed<bool>(false);
    }
}

Account readAccount(const QJsonObject &from, const QString &organizationId, qint64 nowMs)
{
    Account account;
    account.id = from.value("id"_L1).toString(newAccountId());
    account.name = from.value("name"_L1).toString();
    account.description = from.value("description"_L1).toString();
    account.createdBy = from.value("createdBy"_L1).toString();
    account.createdAtMs = timeAgo(from, nowMs);
    account.active = Delayed<bool>(from.value("active"_L1).toBool(true));
    for (const QJsonValue &group : from.value("groups"_L1).toArray())
        account.groupIds.append(group.toString());
    account.grants = Delayed<QList<Grant>>(readGrants(from, organizationId));
    if (from.value("type"_L1).toString() == "api-key"_L1) {
        account.type = CredentialType::ApiKey;
        account.apiKeyDigest = digestOf(newApiKey());
    } else {
        addSecrets(account, from.value("secrets"_L1).toArray(), nowMs);
    }
    return account;
}

QList<Field> readFields(const QJsonArray &from)
{
    QList<Field> fields;
    for (const QJsonValue &item : from) {
        Field field;
        field.hints = item.toObject();
        field.name = field.hints.take("name"_L1).toString();
        const QJsonValue type = field.hints.take("type"_L1);
        field.dataType = type.isString() ? QJsonObject{{u"type"_s, type}} : type.toObject();
        fields.append(field);
    }
    return fields;
}

FeatureService readFeatureService(const QJsonObject &from)
{
    FeatureService service;
    service.id = from.value("id"_L1).toString();
    service.workspace = from.value("workspace"_L1).toString();
    service.name = from.value("name"_L1).toString();
    service.joinKeys = readFields(from.value("joinKeys"_L1).toArray());
    service.requestContext = readFields(from.value("requestContext"_L1).toArray());
    service.features = readFields(from.value("features"_L1).toArray());
    for (const QJsonValue &key : from.value("oversizedKeys"_L1).toArray())
        service.oversizedKeys.append(key.toString());
    return service;
}

Catalog readCatalog(const QJsonObject &document, qint64 nowMs)
{
    Catalog catalog;
    catalog.organizationId = document.value("organization"_L1).toString(u"acme"_s);
    for (const QJsonValue &item : document.value("workspaces"_L1).toArray()) {
        const QJsonObject from = item.toObject();
        catalog.workspaces.append(
            {from.value("name"_L1).toString(), from.value("materializable"_L1).toBool(),
             timeAgo(from, nowMs)});
    }
    for (const QJsonValue &item : document.value("groups"_L1).toArray()) {
        const QJsonObject from = item.toObject();
        catalog.groups.append(
            {from.value("id"_L1).toString(), from.value("name"_L1).toString(),
             readGrants(from, catalog.organizationId)});
    }
    for (const QJsonValue &item : document.value("featureServices"_L1).toArray())
        catalog.featureServices.append(readFeatureService(item.toObject()));
    return catalog;
}

/// The account that the console itself signs in with; the seed may describe it.
void addAdminAccount(Seed &seed, const QJsonObject &from, qint64 nowMs)
{
    Account admin = readAccount(from, seed.catalog.organizationId, nowMs);
    if (admin.name.isEmpty())
        admin.name = u"keywright-console"_s;
    admin.type = CredentialType::ApiKey;
    admin.secrets.clear();
    admin.grants = Delayed<QList<Grant>>(
        {Grant{organizationResource, seed.catalog.organizationId, u"admin_role"_s}});
    seed.state.adminApiKey = newApiKey();
    admin.apiKeyDigest = digestOf(seed.state.adminApiKey);
    seed.state.insert(std::move(admin));
}

} // namespace

Seed makeSeed(const QJsonObject &document, qint64 nowMs)
{
    Seed seed;
    seed.catalog = readCatalog(document, nowMs);
    seed.state.signingSecret = randomBytes(32);
    addAdminAccount(seed, document.value("adminAccount"_L1).toObject(), nowMs);
    for (const QJsonValue &item : document.value("serviceAccounts"_L1).toArray())
        seed.state.insert(readAccount(item.toObject(), seed.catalog.organizationId, nowMs));
    return seed;
}

void addExtraAccounts(Seed &seed, int count, qint64 nowMs)
{
    constexpr std::array teams{"payments", "search", "ranking", "ads", "risk", "pricing", "growth"};
    constexpr std::array tasks{"scoring", "training", "backfill", "export", "serving", "monitor"};
    constexpr std::array roles{"read_data_role", "view_role", "operate_role", "apply_role"};
    const auto pick = [](const auto &from, int index) {
        return QLatin1StringView(from[static_cast<std::size_t>(index) % from.size()]);
    };
    for (int i = 0; i < count; ++i) {
        Account account;
        account.id = newAccountId();
        account.name =
            u"%1-%2-%3"_s.arg(pick(teams, i), pick(tasks, i / 7)).arg(i + 1, 6, 10, QChar(u'0'));
        account.description = u"%1 for the %2 team"_s.arg(pick(tasks, i / 7), pick(teams, i));
        account.createdBy = u"provisioning@acme.example"_s;
        account.createdAtMs = nowMs - (i % 700) * dayMs - i * qint64(1000);
        account.active = Delayed<bool>(i % 11 != 0);
        const auto &workspaces = seed.catalog.workspaces;
        if (!workspaces.isEmpty())
            account.grants = Delayed<QList<Grant>>({Grant{
                workspaceResource, workspaces[i % workspaces.size()].name, pick(roles, i / 3)}});
        if (i % 4 == 0) {
            account.type = CredentialType::ApiKey;
            account.apiKeyDigest = digestOf(newApiKey());
        } else {
            addSecret(account, account.createdAtMs, 0);
        }
        seed.state.insert(std::move(account));
    }
}

} // namespace keywright::sandbox::tecton
