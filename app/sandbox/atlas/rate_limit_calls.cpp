#include "app/sandbox/atlas/rate_limit_calls.h"

#include "app/sandbox/atlas/operations.h"
#include "app/sandbox/atlas/paging.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The window refills as a whole.
QJsonObject endpointSet(
    const QString &id, const QString &name, const QString &scope, int capacity,
    const QJsonArray &endpoints)
{
    const auto value = [](int number) {
        return QJsonObject{{u"value"_s, number}, {u"defaultValue"_s, number}};
    };
    return {
        {u"endpointSetId"_s, id},
        {u"endpointSetName"_s, name},
        {u"scope"_s, scope},
        {u"endpoints"_s, endpoints},
        {u"capacity"_s, value(capacity)},
        {u"refillRate"_s, value(capacity)},
        {u"refillDurationSeconds"_s, value(RateLimiter::windowSeconds)}};
}

QJsonArray endpointsOf(LimitSet set)
{
    QJsonArray endpoints;
    for (const Operation &operation : operations()) {
        if (operation.limits == set)
            endpoints.append(QJsonObject{
                {u"method"_s, QString::fromLatin1(operation.method)},
                {u"path"_s, QString("/api/atlas/v2"_L1 + QString::fromLatin1(operation.path))}});
    }
    return endpoints;
}

QList<QJsonObject> allSets(const Call &call)
{
    const QJsonObject token{{u"method"_s, u"POST"_s}, {u"path"_s, u"/api/oauth/token"_s}};
    return {
        endpointSet(
            idOf(LimitSet::ServiceAccounts), u"Service Accounts"_s, u"USER"_s,
            call.requestsPerMinute, endpointsOf(LimitSet::ServiceAccounts)),
        endpointSet(
            idOf(LimitSet::Administration), u"Administration"_s, u"USER"_s, call.requestsPerMinute,
            endpointsOf(LimitSet::Administration)),
        endpointSet(
            u"accessTokens"_s, u"Access Tokens"_s, u"USER"_s, call.tokensPerMinute, {token}),
    };
}

ApiResult<void> checkScope(const Call &call)
{
    const Grants &grants = call.caller.grants;
    const QString userId = call.query.value(u"userId"_s);
    const QString orgId = call.query.value(u"orgId"_s);
    const QString groupId = call.query.value(u"groupId"_s);
    if (!userId.isEmpty() && userId != call.caller.name)
        return refuse(403, u"USER_UNAUTHORIZED"_s, u"The userId has to be that of the caller."_s);
    if (!orgId.isEmpty() && orgId != call.state.organization.id)
        return notFound(orgId);
    if (!groupId.isEmpty() && call.state.project(groupId) == nullptr)
        return notFound(groupId);
    if (!orgId.isEmpty() && !allows(grants, Right::OrganizationReadOnly, {}))
        return forbidden(roleNameOf(Right::OrganizationReadOnly));
    if (!groupId.isEmpty() && !allows(grants, Right::ProjectReadOnly, groupId))
        return forbidden(roleNameOf(Right::ProjectReadOnly));
    return {};
}

bool isWanted(const QJsonObject &set, const Call &call)
{
    const QString path = call.query.value(u"endpointPath"_s);
    const QJsonArray endpoints = set.value("endpoints"_L1).toArray();
    return set.value("endpointSetName"_L1)
               .toString()
               .startsWith(call.query.value(u"name"_s), Qt::CaseInsensitive) &&
           (path.isEmpty() ||
            std::any_of(endpoints.begin(), endpoints.end(), [&](const QJsonValue &endpoint) {
                return endpoint["path"_L1].toString() == path;
            }));
}

} // namespace

QString idOf(LimitSet set)
{
    return set == LimitSet::ServiceAccounts ? u"serviceAccounts"_s : u"administration"_s;
}

CallResult listRateLimits(Call &call)
{
    if (const auto checked = checkScope(call); !checked)
        return tl::unexpected(checked.error());
    QList<QJsonObject> sets = allSets(call);
    sets.removeIf([&](const QJsonObject &set) { return !isWanted(set, call); });
    return pageOf(call, sets.size(), [&](qsizetype i) { return sets[i]; });
}

CallResult getRateLimit(Call &call)
{
    if (const auto checked = checkScope(call); !checked)
        return tl::unexpected(checked.error());
    for (const QJsonObject &set : allSets(call)) {
        if (set.value("endpointSetId"_L1).toString() == call.path[0])
            return Reply{200, set};
    }
    return notFound(call.path[0]);
}

} // namespace keywright::sandbox::atlas
