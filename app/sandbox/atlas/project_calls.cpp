#include "app/sandbox/atlas/project_calls.h"

#include "app/sandbox/atlas/paging.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject toJson(const Project &project, const Call &call)
{
    return {
        {u"id"_s, project.id},
        {u"name"_s, project.name},
        {u"orgId"_s, call.state.organization.id},
        {u"clusterCount"_s, project.clusters.size()},
        {u"created"_s, toTimestamp(project.createdAtMs)},
        {u"tags"_s, QJsonArray()},
        {u"links"_s, linksTo(QString(call.base() + "/api/atlas/v2/groups/"_L1 + project.id))}};
}

CallResult listOf(const Call &call, const QList<const Project *> &projects)
{
    return pageOf(call, projects.size(), [&](qsizetype i) { return toJson(*projects[i], call); });
}

} // namespace

QList<const Project *> seenProjects(const Call &call, const QString &namePrefix)
{
    QList<const Project *> projects;
    for (const Project &project : std::as_const(call.state.projects)) {
        if (allows(call.caller.grants, Right::ProjectReadOnly, project.id) &&
            project.name.startsWith(namePrefix, Qt::CaseInsensitive))
            projects.append(&project);
    }
    return projects;
}

CallResult listProjects(Call &call)
{
    return listOf(call, seenProjects(call));
}

CallResult listOrgProjects(Call &call)
{
    return listOf(call, seenProjects(call, call.query.value(u"name"_s)));
}

CallResult getProject(Call &call)
{
    return Reply{200, toJson(*call.state.project(call.path[0]), call)};
}

CallResult getProjectByName(Call &call)
{
    const auto projects = seenProjects(call);
    const auto found = std::find_if(projects.begin(), projects.end(), [&](const Project *project) {
        return project->name == call.path[0];
    });
    if (found == projects.end())
        return notFound(call.path[0]);
    return Reply{200, toJson(**found, call)};
}

} // namespace keywright::sandbox::atlas
