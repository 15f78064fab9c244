#include "app/sandbox/tecton/role_assignment.h"

#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The vendor does not publish which resource means "all workspaces", so the organisation with any
/// id and the workspace "*" are both understood; answers always name the organisation.
ApiResult<Grant> readGrant(const CallContext &context, const QJsonObject &from)
{
    Grant grant{
        textField(from, "resource_type"_L1), textField(from, "resource_id"_L1),
        textField(from, "role"_L1)};
    const RoleDefinition *role = roleByLegacyId(grant.role);
    if (role == nullptr)
        return tl::unexpected(invalidArgument(u"There is no role \"%1\""_s.arg(grant.role)));
    if (grant.resourceType == workspaceResource && grant.resourceId == "*"_L1)
        grant.resourceType = organizationResource;
    if (grant.resourceType == organizationResource) {
        grant.resourceId = context.catalog.organizationId;
        return grant;
    }
    if (grant.resourceType != workspaceResource)
        return tl::unexpected(
            invalidArgument(u"Roles cannot be assigned on \"%1\""_s.arg(grant.resourceType)));
    if (role->organizationOnly)
        return tl::unexpected(
            invalidArgument(u"The %1 role is assigned on the organization only"_s.arg(role->name)));
    return grant;
}

ApiResult<Assignment> readAssignment(CallContext &context, const QJsonObject &from)
{
    if (textField(from, "principal_type"_L1) != serviceAccountPrincipal)
        return tl::unexpected(
            unimplemented(u"The sandbox changes the roles of service accounts only"_s));
    const auto grant = readGrant(context, from);
    if (!grant)
        return tl::unexpected(grant.error());
    if (const auto allowed = requireAccessManager(context, *grant); !allowed)
        return tl::unexpected(allowed.error());
    const QString accountId = textField(from, "principal_id"_L1);
    if (context.state.account(accountId) == nullptr)
        return tl::unexpected(notFound(u"There is no service account %1"_s.arg(accountId)));
    return Assignment{*grant, accountId};
}

} // namespace

ApiResult<void> requireAccessManager(const CallContext &context, const Grant &grant)
{
    const bool ownsWorkspace = grant.resourceType == workspaceResource &&
                               hasPermission(
                                   context.callerAccount(), context.catalog, grant.resourceId,
                                   ManageAccess, context.nowMs);
    if (!ownsWorkspace && !context.callerIsAdmin())
        return tl::unexpected(
            permissionDenied(u"This needs the Admin role or the Owner role on the workspace"_s));
    if (grant.resourceType == workspaceResource &&
        context.catalog.workspace(grant.resourceId) == nullptr)
        return tl::unexpected(notFound(u"There is no workspace \"%1\""_s.arg(grant.resourceId)));
    return {};
}

ApiResult<QList<Assignment>> readAssignments(CallContext &context, const QJsonObject &request)
{
    QList<Assignment> assignments;
    for (const QJsonValue &item : field(request, "assignments"_L1).toArray()) {
        const auto assignment = readAssignment(context, item.toObject());
        if (!assignment)
            return tl::unexpected(assignment.error());
        assignments.append(*assignment);
    }
    if (assignments.isEmpty())
        return tl::unexpected(invalidArgument(u"The assignments are missing"_s));
    return assignments;
}

} // namespace keywright::sandbox::tecton
