#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/projects.h"

namespace keywright::atlas {

// One job per call on roles and projects. Roles are replaced as a list: those that this program
// does not know go back as they came.

/// Of the organisation and of all its projects, or of the connection's project.
Async<QList<RoleGrant>> rolesOf(Context context, QString accountId, CancelToken cancel);
/// A project that the account does not belong to yet is joined.
Async<void> assignRole(Context context, QString accountId, RoleGrant grant, CancelToken cancel);
/// The last role somewhere stays: an account without any has to be removed from there instead.
Async<void> removeRole(Context context, QString accountId, RoleGrant grant, CancelToken cancel);

Async<QList<ProjectMembership>>
membershipsOf(Context context, QString accountId, CancelToken cancel);
Async<void> inviteToProject(
    Context context, QString accountId, QString projectId, QStringList roles, CancelToken cancel);
Async<void>
removeFromProject(Context context, QString accountId, QString projectId, CancelToken cancel);

/// The connection's project, or all of its organisation.
Async<QList<Project>> listProjects(Context context, CancelToken cancel);
Async<QList<Scope>> listScopes(Context context, CancelToken cancel);

} // namespace keywright::atlas
