#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/projects.h"

namespace keywright::atlas {

class AtlasProjects : public Projects
{
public:
    explicit AtlasProjects(Context context);

    Async<QList<Project>> list(CancelToken cancel) override;
    Async<QList<ProjectMembership>> projectsOf(QString accountId, CancelToken cancel) override;
    Async<void>
    invite(QString accountId, QString projectId, QStringList roles, CancelToken cancel) override;
    Async<void> remove(QString accountId, QString projectId, CancelToken cancel) override;
    QString removalMeaning() const override;

private:
    Context m_context;
};

} // namespace keywright::atlas
