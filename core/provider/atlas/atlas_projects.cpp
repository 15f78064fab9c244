#include "core/provider/atlas/atlas_projects.h"

#include "core/provider/atlas/role_calls.h"

#include <QCoreApplication>

namespace keywright::atlas {

AtlasProjects::AtlasProjects(Context context)
    : m_context(std::move(context))
{
}

Async<QList<Project>> AtlasProjects::list(CancelToken cancel)
{
    return listProjects(m_context, std::move(cancel));
}

Async<QList<ProjectMembership>> AtlasProjects::projectsOf(QString accountId, CancelToken cancel)
{
    return membershipsOf(m_context, std::move(accountId), std::move(cancel));
}

Async<void>
AtlasProjects::invite(QString accountId, QString projectId, QStringList roles, CancelToken cancel)
{
    return inviteToProject(
        m_context, std::move(accountId), std::move(projectId), std::move(roles), std::move(cancel));
}

Async<void> AtlasProjects::remove(QString accountId, QString projectId, CancelToken cancel)
{
    return removeFromProject(
        m_context, std::move(accountId), std::move(projectId), std::move(cancel));
}

QString AtlasProjects::removalMeaning() const
{
    return QCoreApplication::translate(
        "AtlasProjects",
        "The account only leaves this project. It stays in the organization, keeps its roles "
        "elsewhere, and its secrets go on working until they end or are deleted.");
}

} // namespace keywright::atlas
