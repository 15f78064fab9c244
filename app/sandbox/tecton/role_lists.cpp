#include "app/sandbox/tecton/role_lists.h"

#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/role_assignment.h"
#include "app/sandbox/tecton/roles.h"

#include <QJsonArray>
#include <QMap>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject sourceOf(const Group *group)
{
    if (group == nullptr)
        return {{u"assignment_type"_s, u"DIRECT"_s}};
    return {
        {u"assignment_type"_s, u"FROM_PRINCIPAL_GROUP"_s},
        {u"principal_group_name"_s, group->name},
        {u"principal_group_id"_s, group->id},
    };
}

/// role -> where it comes from
using Sources = QMap<QString, QJsonArray>;

QJsonArray toRolesGranted(const Sources &sources)
{
    QJsonArray granted;
    for (auto it = sources.cbegin(); it != sources.cend(); ++it)
        granted.append(
            QJsonObject{{u"role"_s, it.key()}, {u"role_assignment_sources"_s, it.value()}});
    return granted;
}

/// What was assigned, in effect already or not.
QList<EffectiveGrant> assignedGrants(const Account &account, const Catalog &catalog)
{
    const qint64 whenEverythingIsInEffect = account.grants.effectiveFromMs;
    return effectiveGrants(account, catalog, whenEverythingIsInEffect);
}

struct RoleFilter
{
    QString resourceType;
    QStringList resourceIds;
    QStringList roles;

    bool accepts(const Grant &grant) const
    {
        return (resourceType.isEmpty() || grant.resourceType == resourceType) &&
               (resourceIds.isEmpty() || resourceIds.contains(grant.resourceId)) &&
               (roles.isEmpty() || roles.contains(grant.role));
    }
};

QJsonArray assignmentsOf(const QList<EffectiveGrant> &grants, const RoleFilter &filter)
{
    QMap<std::pair<QString, QString>, Sources> byResource;
    for (const EffectiveGrant &one : grants) {
        if (filter.accepts(one.grant))
            byResource[{one.grant.resourceType, one.grant.resourceId}][one.grant.role].append(
                sourceOf(one.group));
    }
    QJsonArray assignments;
    for (auto it = byResource.cbegin(); it != byResource.cend(); ++it) {
        assignments.append(QJsonObject{
            {u"resource_type"_s, it.key().first},
            {u"resource_id"_s, it.key().second},
            {u"roles_granted"_s, toRolesGranted(it.value())},
        });
    }
    return assignments;
}

QJsonObject principal(QLatin1StringView type, const QString &id, const Sources &sources)
{
    return {
        {u"principal_type"_s, type},
        {u"principal_id"_s, id},
        {u"roles_granted"_s, toRolesGranted(sources)},
    };
}

Sources sourcesOn(const QList<EffectiveGrant> &grants, const Grant &resource)
{
    Sources sources;
    for (const EffectiveGrant &one : grants) {
        if (one.grant.resourceType == resource.resourceType &&
            one.grant.resourceId == resource.resourceId)
            sources[one.grant.role].append(sourceOf(one.group));
    }
    return sources;
}

} // namespace

CallResult listAssignedRoles(CallContext &context, const QJsonObject &request)
{
    if (textField(request, "principal_type"_L1) != serviceAccountPrincipal)
        return tl::unexpected(
            unimplemented(u"The sandbox knows the roles of service accounts only"_s));
    const QString id = textField(request, "principal_id"_L1);
    const Account *account = std::as_const(context.state).account(id);
    if (id != context.caller.accountId) {
        const auto found = administeredAccount(context, id);
        if (!found)
            return tl::unexpected(found.error());
    }
    const RoleFilter filter{
        textField(request, "resource_type"_L1), textListField(request, "resource_ids"_L1),
        textListField(request, "roles"_L1)};
    return QJsonObject{
        {u"assignments"_s, assignmentsOf(assignedGrants(*account, context.catalog), filter)}};
}

CallResult listAssignedPrincipals(CallContext &context, const QJsonObject &request)
{
    Grant resource{
        textField(request, "resource_type"_L1), textField(request, "resource_id"_L1), QString()};
    if (resource.resourceType == organizationResource)
        resource.resourceId = context.catalog.organizationId;
    if (const auto allowed = requireAccessManager(context, resource); !allowed)
        return tl::unexpected(allowed.error());
    QJsonArray principals;
    for (const QString &id : context.state.accountIds()) {
        const Account &account = *std::as_const(context.state).account(id);
        const Sources sources = sourcesOn(assignedGrants(account, context.catalog), resource);
        if (!sources.isEmpty())
            principals.append(principal(serviceAccountPrincipal, id, sources));
    }
    for (const Group &group : context.catalog.groups) {
        QList<EffectiveGrant> grants;
        for (const Grant &grant : group.grants)
            grants.append({grant, nullptr});
        const Sources sources = sourcesOn(grants, resource);
        if (!sources.isEmpty())
            principals.append(principal(groupPrincipal, group.id, sources));
    }
    return QJsonObject{{u"assignments"_s, principals}};
}

} // namespace keywright::sandbox::tecton
