#include "core/provider/atlas/organization_json.h"

#include <QHostAddress>

namespace keywright::atlas {

namespace {

/// Reads each result with `read`, or tells what is wrong with the first that cannot be read.
template <class T, class Read>
Result<QList<T>> readEach(const QList<QJsonObject> &results, Read read)
{
    QList<T> values;
    values.reserve(results.size());
    for (const QJsonObject &result : results) {
        JsonReader reader(result);
        values.append(read(reader));
        if (!reader.ok())
            return failure(reader.error());
    }
    return values;
}

Project projectOf(JsonReader &reader)
{
    Project project;
    project.id = reader.string(QStringLiteral("id"));
    project.name = reader.optionalString(QStringLiteral("name"));
    project.organizationId = reader.optionalString(QStringLiteral("orgId"));
    if (reader.has(QStringLiteral("clusterCount")))
        project.clusterCount = static_cast<int>(reader.integer(QStringLiteral("clusterCount")));
    project.createdAt = reader.optionalTime(QStringLiteral("created"));
    return project;
}

QList<RoleGrant> roleAssignments(JsonReader &reader)
{
    QList<RoleGrant> grants;
    reader.forEach(QStringLiteral("roles"), [&grants](JsonReader &item) {
        RoleGrant grant;
        grant.roleId = item.string(QStringLiteral("roleName"));
        const QString project = item.optionalString(QStringLiteral("groupId"));
        grant.scope = project.isEmpty() ? Scope{ScopeKind::Organization, {}}
                                        : Scope{ScopeKind::Project, project};
        grants.append(grant);
    });
    return grants;
}

RemoteEvent eventOf(JsonReader &reader)
{
    RemoteEvent event;
    event.id = reader.string(QStringLiteral("id"));
    event.type = reader.string(QStringLiteral("eventTypeName"));
    event.at = reader.optionalTime(QStringLiteral("created"));
    for (const char *key : {"username", "serviceAccountId", "publicKey", "userId", "apiKeyId"}) {
        if (event.actor.isEmpty())
            event.actor = reader.optionalString(QLatin1StringView(key));
    }
    for (const char *key :
         {"targetUsername", "targetServiceAccountId", "targetPublicKey", "resourceId"}) {
        if (event.target.isEmpty())
            event.target = reader.optionalString(QLatin1StringView(key));
    }
    event.remoteAddress = reader.optionalString(QStringLiteral("remoteAddress"));
    event.projectId = reader.optionalString(QStringLiteral("groupId"));
    return event;
}

AccessEntry accessEntryOf(JsonReader &reader)
{
    AccessEntry entry;
    entry.address = reader.optionalString(QStringLiteral("cidrBlock"));
    if (entry.address.isEmpty())
        entry.address = reader.string(QStringLiteral("ipAddress"));
    entry.createdAt = reader.optionalTime(QStringLiteral("createdAt"));
    entry.lastUsedAddress = reader.optionalString(QStringLiteral("lastUsedAddress"));
    entry.lastUsedAt = reader.optionalTime(QStringLiteral("lastUsedAt"));
    if (reader.has(QStringLiteral("requestCount")))
        entry.requestCount = static_cast<int>(reader.integer(QStringLiteral("requestCount")));
    return entry;
}

bool isBlock(const QString &address)
{
    return address.contains(QLatin1Char('/'));
}

} // namespace

Result<Identity> readStatus(const QJsonObject &answer)
{
    JsonReader reader(answer);
    Identity identity;
    if (reader.has(QStringLiteral("apiKey"))) {
        JsonReader key(reader.object(QStringLiteral("apiKey")), QStringLiteral("apiKey."));
        identity.name = key.optionalString(QStringLiteral("publicKey"));
        const QList<RoleGrant> roles = roleAssignments(key);
        for (const RoleGrant &grant : roles)
            identity.isAdmin = identity.isAdmin || grant.roleId == QLatin1StringView("ORG_OWNER");
        reader.adopt(key);
    }
    if (!reader.ok())
        return failure(reader.error());
    return identity;
}

Result<QList<VisibleItem>> readItems(const QList<QJsonObject> &results)
{
    return readEach<VisibleItem>(results, [](JsonReader &reader) {
        return VisibleItem{
            reader.string(QStringLiteral("id")), reader.optionalString(QStringLiteral("name"))};
    });
}

Result<Project> readProject(const QJsonObject &answer)
{
    JsonReader reader(answer);
    Project project = projectOf(reader);
    if (!reader.ok())
        return failure(reader.error());
    return project;
}

Result<QList<Project>> readProjects(const QList<QJsonObject> &results)
{
    return readEach<Project>(results, projectOf);
}

Result<QStringList> readClusterNames(const QList<QJsonObject> &results)
{
    return readEach<QString>(
        results, [](JsonReader &reader) { return reader.string(QStringLiteral("name")); });
}

Result<OrganizationRules> readRules(const QJsonObject &answer)
{
    JsonReader reader(answer);
    OrganizationRules rules;
    const auto hours = QStringLiteral("maxServiceAccountSecretValidityInHours");
    if (reader.has(hours))
        rules.maxSecretHours = static_cast<int>(reader.integer(hours));
    rules.accessListRequired =
        reader.optionalBoolean(QStringLiteral("apiAccessListRequired"), false);
    if (!reader.ok())
        return failure(reader.error());
    return rules;
}

Result<QList<ApiKeyInfo>> readApiKeys(const QList<QJsonObject> &results)
{
    return readEach<ApiKeyInfo>(results, [](JsonReader &reader) {
        ApiKeyInfo key;
        key.id = reader.string(QStringLiteral("id"));
        key.publicKey = reader.optionalString(QStringLiteral("publicKey"));
        key.description = reader.optionalString(QStringLiteral("desc"));
        key.roles = roleAssignments(reader);
        return key;
    });
}

Result<QList<RemoteEvent>> readEvents(const QList<QJsonObject> &results)
{
    return readEach<RemoteEvent>(results, eventOf);
}

Result<QList<AccessEntry>> readAccessEntries(const QList<QJsonObject> &results)
{
    return readEach<AccessEntry>(results, accessEntryOf);
}

QJsonDocument accessEntriesBody(const QStringList &addresses)
{
    QJsonArray entries;
    for (const QString &address : addresses) {
        const auto key =
            isBlock(address) ? QStringLiteral("cidrBlock") : QStringLiteral("ipAddress");
        entries.append(QJsonObject{{key, wireAddress(address)}});
    }
    return QJsonDocument(entries);
}

QString wireAddress(const QString &address)
{
    const qsizetype slash = address.indexOf(QLatin1Char('/'));
    const QHostAddress host(address.left(slash < 0 ? address.size() : slash));
    if (host.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    const Q_IPV6ADDR bytes = host.toIPv6Address();
    QStringList groups;
    for (int i = 0; i < 16; i += 2)
        groups += QString::number(bytes[i] << 8 | bytes[i + 1], 16);
    const QString full = groups.join(QLatin1Char(':'));
    return slash < 0 ? full : full + address.mid(slash);
}

} // namespace keywright::atlas
