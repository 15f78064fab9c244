#include "app/sandbox/atlas/model_json.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList textsOf(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &item : array.toArray())
        texts.append(item.toString());
    return texts;
}

QJsonValue optionalTime(const std::optional<qint64> &timeMs)
{
    return timeMs ? QJsonValue(*timeMs) : QJsonValue();
}

std::optional<qint64> optionalTime(const QJsonValue &value)
{
    return value.isDouble() ? std::optional<qint64>(value.toInteger()) : std::nullopt;
}

QJsonObject toJson(const Grants &grants)
{
    QJsonObject projects;
    for (auto project = grants.projects.cbegin(); project != grants.projects.cend(); ++project)
        projects.insert(project.key(), QJsonArray::fromStringList(*project));
    return {
        {u"organization"_s, QJsonArray::fromStringList(grants.organization)},
        {u"projects"_s, projects}};
}

Grants grantsFromJson(const QJsonValue &from)
{
    Grants grants;
    grants.organization = textsOf(from["organization"_L1]);
    const QJsonObject projects = from["projects"_L1].toObject();
    for (auto project = projects.constBegin(); project != projects.constEnd(); ++project)
        grants.projects.insert(project.key(), textsOf(*project));
    return grants;
}

QJsonObject toJson(const ClientSecret &secret)
{
    return {
        {u"id"_s, secret.id},
        {u"digest"_s, QString::fromLatin1(secret.digest.toBase64())},
        {u"lastCharacters"_s, secret.lastCharacters},
        {u"createdAtMs"_s, secret.createdAtMs},
        {u"expiresAtMs"_s, secret.expiresAtMs},
        {u"lastUsedAtMs"_s, optionalTime(secret.lastUsedAtMs)}};
}

ClientSecret secretFromJson(const QJsonValue &from)
{
    ClientSecret secret;
    secret.id = from["id"_L1].toString();
    secret.digest = QByteArray::fromBase64(from["digest"_L1].toString().toLatin1());
    secret.lastCharacters = from["lastCharacters"_L1].toString();
    secret.createdAtMs = from["createdAtMs"_L1].toInteger();
    secret.expiresAtMs = from["expiresAtMs"_L1].toInteger();
    secret.lastUsedAtMs = optionalTime(from["lastUsedAtMs"_L1]);
    return secret;
}

QJsonObject toJson(const AccessEntry &entry)
{
    return {
        {u"address"_s, entry.address},
        {u"createdAtMs"_s, entry.createdAtMs},
        {u"requestCount"_s, entry.requestCount},
        {u"lastUsedAddress"_s, entry.lastUsedAddress},
        {u"lastUsedAtMs"_s, optionalTime(entry.lastUsedAtMs)}};
}

AccessEntry entryFromJson(const QJsonValue &from)
{
    return {
        from["address"_L1].toString(), from["createdAtMs"_L1].toInteger(),
        from["requestCount"_L1].toInt(), from["lastUsedAddress"_L1].toString(),
        optionalTime(from["lastUsedAtMs"_L1])};
}

} // namespace

QJsonObject modelToJson(const ServiceAccount &account)
{
    QJsonArray secrets;
    for (const ClientSecret &secret : account.secrets)
        secrets.append(toJson(secret));
    QJsonArray accessList;
    for (const AccessEntry &entry : account.accessList)
        accessList.append(toJson(entry));
    return {
        {u"clientId"_s, account.clientId},
        {u"name"_s, account.name},
        {u"description"_s, account.description},
        {u"createdAtMs"_s, account.createdAtMs},
        {u"systemManaged"_s, account.systemManaged},
        {u"grants"_s, toJson(account.grants.current)},
        {u"accessList"_s, accessList},
        {u"secrets"_s, secrets}};
}

template <> ServiceAccount modelFromJson(const QJsonObject &object)
{
    ServiceAccount account;
    account.clientId = object["clientId"_L1].toString();
    account.name = object["name"_L1].toString();
    account.description = object["description"_L1].toString();
    account.createdAtMs = object["createdAtMs"_L1].toInteger();
    account.systemManaged = object["systemManaged"_L1].toBool();
    account.grants = Delayed<Grants>(grantsFromJson(object["grants"_L1]));
    for (const QJsonValue &entry : object["accessList"_L1].toArray())
        account.accessList.append(entryFromJson(entry));
    for (const QJsonValue &secret : object["secrets"_L1].toArray())
        account.secrets.append(secretFromJson(secret));
    return account;
}

QJsonObject modelToJson(const ApiKey &key)
{
    return {
        {u"id"_s, key.id},
        {u"description"_s, key.description},
        {u"publicKey"_s, key.publicKey},
        {u"lastCharacters"_s, key.lastCharacters},
        {u"md5"_s, QString::fromLatin1(key.md5)},
        {u"sha256"_s, QString::fromLatin1(key.sha256)},
        {u"grants"_s, toJson(key.grants)},
        {u"accessList"_s, QJsonArray::fromStringList(key.accessList)}};
}

template <> ApiKey modelFromJson(const QJsonObject &object)
{
    ApiKey key;
    key.id = object["id"_L1].toString();
    key.description = object["description"_L1].toString();
    key.publicKey = object["publicKey"_L1].toString();
    key.lastCharacters = object["lastCharacters"_L1].toString();
    key.md5 = object["md5"_L1].toString().toLatin1();
    key.sha256 = object["sha256"_L1].toString().toLatin1();
    key.grants = grantsFromJson(object["grants"_L1]);
    key.accessList = textsOf(object["accessList"_L1]);
    return key;
}

QJsonObject modelToJson(const Project &project)
{
    QJsonArray clusters;
    for (const Cluster &cluster : project.clusters)
        clusters.append(QJsonObject{
            {u"id"_s, cluster.id},
            {u"name"_s, cluster.name},
            {u"createdAtMs"_s, cluster.createdAtMs},
            {u"properties"_s, cluster.properties}});
    return {
        {u"id"_s, project.id},
        {u"name"_s, project.name},
        {u"createdAtMs"_s, project.createdAtMs},
        {u"clusters"_s, clusters}};
}

template <> Project modelFromJson(const QJsonObject &object)
{
    Project project;
    project.id = object["id"_L1].toString();
    project.name = object["name"_L1].toString();
    project.createdAtMs = object["createdAtMs"_L1].toInteger();
    for (const QJsonValue &cluster : object["clusters"_L1].toArray())
        project.clusters.append(
            {cluster["id"_L1].toString(), cluster["name"_L1].toString(),
             cluster["createdAtMs"_L1].toInteger(), cluster["properties"_L1].toObject()});
    return project;
}

QJsonObject modelToJson(const Settings &settings)
{
    return {
        {u"apiAccessListRequired"_s, settings.apiAccessListRequired},
        {u"multiFactorAuthRequired"_s, settings.multiFactorAuthRequired},
        {u"mostSecretHours"_s, settings.mostSecretHours},
        {u"securityContact"_s, settings.securityContact}};
}

template <> Settings modelFromJson(const QJsonObject &object)
{
    Settings settings;
    settings.apiAccessListRequired = object["apiAccessListRequired"_L1].toBool();
    settings.multiFactorAuthRequired = object["multiFactorAuthRequired"_L1].toBool();
    settings.mostSecretHours = object["mostSecretHours"_L1].toInt(settings.mostSecretHours);
    settings.securityContact = object["securityContact"_L1].toString();
    return settings;
}

QJsonObject modelToJson(const Event &event)
{
    return {
        {u"id"_s, event.id},
        {u"typeName"_s, event.typeName},
        {u"createdAtMs"_s, event.createdAtMs},
        {u"projectId"_s, event.projectId},
        {u"actor"_s, event.actor},
        {u"actorAddress"_s, event.actorAddress},
        {u"clientId"_s, event.clientId}};
}

template <> Event modelFromJson(const QJsonObject &object)
{
    return {object["id"_L1].toString(),           object["typeName"_L1].toString(),
            object["createdAtMs"_L1].toInteger(), object["projectId"_L1].toString(),
            object["actor"_L1].toString(),        object["actorAddress"_L1].toString(),
            object["clientId"_L1].toString()};
}

} // namespace keywright::sandbox::atlas
