#include "app/sandbox/atlas/seed.h"

#include "app/sandbox/atlas/secrets.h"
#include "app/sandbox/secret_values.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

qint64 daysToMs(const QJsonValue &days)
{
    return qRound64(days.toDouble() * static_cast<double>(dayMs));
}

qint64 timeAgo(const QJsonObject &from, qint64 nowMs)
{
    return nowMs - daysToMs(from.value("ageDays"_L1));
}

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &item : array.toArray())
        texts.append(item.toString());
    return texts;
}

/// Projects are named in the seed, so that it can be read.
QString projectIdOf(const State &state, const QString &name)
{
    for (const Project &project : state.projects) {
        if (project.name == name)
            return project.id;
    }
    return name;
}

Grants readGrants(const QJsonObject &from, const State &state)
{
    Grants grants;
    grants.organization = textsOf(from.value("roles"_L1));
    const QJsonObject projects = from.value("projectRoles"_L1).toObject();
    for (auto project = projects.constBegin(); project != projects.constEnd(); ++project)
        grants.projects.insert(projectIdOf(state, project.key()), textsOf(*project));
    if (grants.organization.isEmpty() && !grants.projects.isEmpty())
        grants.organization.append(u"ORG_MEMBER"_s);
    return grants;
}

std::optional<qint64> lastUse(const QJsonObject &from, qint64 nowMs)
{
    const QJsonValue days = from.value("lastUsedDaysAgo"_L1);
    if (!days.isDouble())
        return std::nullopt;
    return nowMs - daysToMs(days);
}

ServiceAccount readAccount(const QJsonObject &from, const State &state, qint64 nowMs)
{
    ServiceAccount account;
    account.clientId = from.value("clientId"_L1).toString(newClientId());
    account.name = from.value("name"_L1).toString();
    account.description = from.value("description"_L1).toString();
    account.createdAtMs = timeAgo(from, nowMs);
    account.systemManaged = from.value("systemManaged"_L1).toBool();
    account.grants = Delayed<Grants>(readGrants(from, state));
    for (const QJsonValue &item : from.value("secrets"_L1).toArray()) {
        const QJsonObject secret = item.toObject();
        addSecret(
            account, newSecretValue(), timeAgo(secret, nowMs),
            nowMs + daysToMs(secret.value("endsInDays"_L1)), 0);
        account.secrets.last().lastUsedAtMs = lastUse(secret, nowMs);
    }
    for (const QJsonValue &item : from.value("accessList"_L1).toArray()) {
        const QJsonObject entry = item.toObject();
        account.accessList.append(
            {entry.value("address"_L1).toString(), timeAgo(entry, nowMs),
             entry.value("requestCount"_L1).toInt(), entry.value("lastUsedAddress"_L1).toString(),
             lastUse(entry, nowMs)});
    }
    return account;
}

Project readProject(const QJsonObject &from, qint64 nowMs)
{
    Project project;
    project.id = from.value("id"_L1).toString(newObjectId());
    project.name = from.value("name"_L1).toString();
    project.createdAtMs = timeAgo(from, nowMs);
    for (const QJsonValue &item : from.value("clusters"_L1).toArray()) {
        const QJsonObject cluster = item.toObject();
        project.clusters.append(
            {cluster.value("id"_L1).toString(newObjectId()), cluster.value("name"_L1).toString(),
             timeAgo(cluster, nowMs), cluster});
    }
    return project;
}

ApiKey readApiKey(const QJsonObject &from, const State &state)
{
    ApiKey key;
    key.id = from.value("id"_L1).toString(newObjectId());
    key.description = from.value("description"_L1).toString();
    key.grants = readGrants(from, state);
    key.accessList = textsOf(from.value("accessList"_L1));
    return key;
}

/// The account and the key that the console signs in with; the seed may describe the account.
void addConsole(State &state, const QJsonObject &from, qint64 nowMs)
{
    ServiceAccount account = readAccount(from, state, nowMs);
    if (account.name.isEmpty())
        account.name = u"keywright-console"_s;
    if (account.description.isEmpty())
        account.description = u"Signs the console in"_s;
    account.grants = Delayed<Grants>(Grants{{u"ORG_OWNER"_s}, {}});
    account.secrets.clear();
    state.console = {account.clientId, newSecretValue(), newPublicKey(), newPrivateKey()};
    addSecret(account, state.console.clientSecret, account.createdAtMs, nowMs + 180 * dayMs, 0);
    state.insert(std::move(account));

    ApiKey key;
    key.id = newObjectId();
    key.description = u"keywright-console"_s;
    key.grants.organization = {u"ORG_OWNER"_s};
    key.accessList = {u"127.0.0.1"_s};
    setKeyPair(key, state.console.publicKey, state.console.privateKey);
    state.apiKeys.append(key);
}

void addCreationEvents(State &state, const QJsonArray &accounts)
{
    QList<Event> events;
    for (const QJsonValue &item : accounts) {
        const ServiceAccount *account =
            std::as_const(state).account(item["clientId"_L1].toString());
        if (account != nullptr)
            events.append(
                {newObjectId(), u"SERVICE_ACCOUNT_CREATED"_s, account->createdAtMs, QString(),
                 state.console.clientId, u"198.51.100.24"_s, account->clientId});
    }
    std::sort(events.begin(), events.end(), [](const Event &a, const Event &b) {
        return a.createdAtMs < b.createdAtMs;
    });
    for (const Event &event : std::as_const(events))
        state.record(event);
}

} // namespace

State makeState(const QJsonObject &document, qint64 nowMs)
{
    const QJsonObject from = document.value("atlas"_L1).toObject();
    State state;
    state.signingSecret = randomBytes(32);
    state.organization = {
        from.value("organizationId"_L1).toString(newObjectId()),
        from.value("organization"_L1).toString(u"Acme"_s)};
    state.settings.securityContact = from.value("securityContact"_L1).toString();
    for (const QJsonValue &project : from.value("projects"_L1).toArray())
        state.projects.append(readProject(project.toObject(), nowMs));
    addConsole(state, from.value("adminAccount"_L1).toObject(), nowMs);
    for (const QJsonValue &item : from.value("apiKeys"_L1).toArray()) {
        ApiKey key = readApiKey(item.toObject(), state);
        setKeyPair(key, newPublicKey(), newPrivateKey());
        state.apiKeys.append(key);
    }
    const QJsonArray accounts = from.value("serviceAccounts"_L1).toArray();
    for (const QJsonValue &item : accounts)
        state.insert(readAccount(item.toObject(), state, nowMs));
    addCreationEvents(state, accounts);
    return state;
}

} // namespace keywright::sandbox::atlas
