#include "app/sandbox/atlas/api_key_calls.h"

#include "app/sandbox/atlas/body_reader.h"
#include "app/sandbox/atlas/paging.h"
#include "app/sandbox/atlas/secrets.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject toJson(const ApiKey &key, const Call &call)
{
    const QString &organizationId = call.state.organization.id;
    return {
        {u"id"_s, key.id},
        {u"desc"_s, key.description},
        {u"publicKey"_s, key.publicKey},
        {u"privateKey"_s, QString("********-****-****-****-"_L1 + key.lastCharacters)},
        {u"roles"_s, rolesToJson(key.grants, organizationId)},
        {u"links"_s,
         linksTo(QString(
             call.base() + "/api/atlas/v2/orgs/"_L1 + organizationId + "/apiKeys/"_L1 + key.id))}};
}

CallResult listKeys(const Call &call, const QList<const ApiKey *> &keys)
{
    return pageOf(call, keys.size(), [&](qsizetype i) { return toJson(*keys[i], call); });
}

} // namespace

QJsonArray rolesToJson(const Grants &grants, const QString &organizationId)
{
    QJsonArray roles;
    for (const QString &role : grants.organization)
        roles.append(QJsonObject{{u"orgId"_s, organizationId}, {u"roleName"_s, role}});
    for (auto project = grants.projects.cbegin(); project != grants.projects.cend(); ++project) {
        for (const QString &role : *project)
            roles.append(QJsonObject{{u"groupId"_s, project.key()}, {u"roleName"_s, role}});
    }
    return roles;
}

CallResult listOrgApiKeys(Call &call)
{
    QList<const ApiKey *> keys;
    for (const ApiKey &key : std::as_const(call.state.apiKeys))
        keys.append(&key);
    return listKeys(call, keys);
}

CallResult createOrgApiKey(Call &call)
{
    BodyReader body(call.body);
    const auto description = body.text(u"desc"_s, 250, Presence::Required);
    const auto roles = body.roles(organizationRolePrefix, Presence::Required, 1, false);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    ApiKey key;
    key.id = newObjectId();
    key.description = description.value_or(QString());
    key.grants.organization = roles.value_or(QStringList());
    key.usableFromMs = call.nowMs + call.propagationMs;
    const QString privateKey = newPrivateKey();
    setKeyPair(key, newPublicKey(), privateKey);
    QJsonObject answer = toJson(key, call);
    answer.insert("privateKey"_L1, privateKey);
    call.record(u"API_KEY_CREATED"_s, {});
    call.state.apiKeys.append(key);
    return Reply{200, answer};
}

CallResult listProjectApiKeys(Call &call)
{
    QList<const ApiKey *> keys;
    for (const ApiKey &key : std::as_const(call.state.apiKeys)) {
        if (key.grants.projects.contains(call.path[0]))
            keys.append(&key);
    }
    return listKeys(call, keys);
}

} // namespace keywright::sandbox::atlas
