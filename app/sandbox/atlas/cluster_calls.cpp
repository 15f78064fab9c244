#include "app/sandbox/atlas/cluster_calls.h"

#include "app/sandbox/atlas/paging.h"
#include "app/sandbox/atlas/project_calls.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QString textOf(const Cluster &cluster, QLatin1StringView name)
{
    return cluster.properties.value(name).toString();
}

QJsonArray replicationOf(const Cluster &cluster)
{
    const QJsonObject hardware{
        {u"instanceSize"_s, textOf(cluster, "instanceSize"_L1)},
        {u"nodeCount"_s, 3},
        {u"diskSizeGB"_s, cluster.properties.value("diskSizeGB"_L1)}};
    const QJsonObject region{
        {u"providerName"_s, textOf(cluster, "provider"_L1)},
        {u"regionName"_s, textOf(cluster, "region"_L1)},
        {u"priority"_s, 7},
        {u"electableSpecs"_s, hardware}};
    QString id = cluster.id;
    std::reverse(id.begin(), id.end());
    return {QJsonObject{
        {u"id"_s, id}, {u"zoneName"_s, u"Zone 1"_s}, {u"regionConfigs"_s, QJsonArray{region}}}};
}

QJsonObject toJson(const Cluster &cluster, const QString &projectId, const Call &call)
{
    const QString version = textOf(cluster, "version"_L1);
    const QString host = cluster.name + u".acme.mongodb.example"_s;
    return {
        {u"id"_s, cluster.id},
        {u"groupId"_s, projectId},
        {u"name"_s, cluster.name},
        {u"clusterType"_s, u"REPLICASET"_s},
        {u"createDate"_s, toTimestamp(cluster.createdAtMs)},
        {u"mongoDBVersion"_s, version},
        {u"mongoDBMajorVersion"_s, version.section(u'.', 0, 1)},
        {u"stateName"_s, u"IDLE"_s},
        {u"paused"_s, cluster.properties.value("paused"_L1).toBool()},
        {u"backupEnabled"_s, cluster.properties.value("backup"_L1).toBool()},
        {u"pitEnabled"_s, cluster.properties.value("backup"_L1).toBool()},
        {u"terminationProtectionEnabled"_s, false},
        {u"encryptionAtRestProvider"_s, u"NONE"_s},
        {u"rootCertType"_s, u"ISRGROOTX1"_s},
        {u"versionReleaseSystem"_s, u"LTS"_s},
        {u"connectionStrings"_s, QJsonObject{{u"standardSrv"_s, "mongodb+srv://"_L1 + host}}},
        {u"replicationSpecs"_s, replicationOf(cluster)},
        {u"labels"_s, QJsonArray()},
        {u"tags"_s, QJsonArray()},
        {u"links"_s, linksTo(QString(
                         call.base() + "/api/atlas/v2/groups/"_L1 + projectId + "/clusters/"_L1 +
                         cluster.name))}};
}

QJsonObject toSummary(const Cluster &cluster)
{
    return {
        {u"clusterId"_s, cluster.id},
        {u"name"_s, cluster.name},
        {u"type"_s, u"REPLICA_SET"_s},
        {u"versions"_s, QJsonArray{textOf(cluster, "version"_L1)}},
        {u"nodeCount"_s, 3},
        {u"availability"_s, u"available"_s},
        {u"alertCount"_s, 0},
        {u"authEnabled"_s, true},
        {u"sslEnabled"_s, true},
        {u"backupEnabled"_s, cluster.properties.value("backup"_L1).toBool()},
        {u"dataSizeBytes"_s, cluster.properties.value("dataSizeBytes"_L1)}};
}

} // namespace

CallResult listAllClusters(Call &call)
{
    const auto projects = seenProjects(call);
    return pageOf(call, projects.size(), [&](qsizetype i) {
        QJsonArray clusters;
        for (const Cluster &cluster : projects[i]->clusters)
            clusters.append(toSummary(cluster));
        return QJsonObject{
            {u"groupId"_s, projects[i]->id},
            {u"groupName"_s, projects[i]->name},
            {u"orgId"_s, call.state.organization.id},
            {u"orgName"_s, call.state.organization.name},
            {u"planType"_s, u"Atlas"_s},
            {u"tags"_s, QJsonArray()},
            {u"clusters"_s, clusters}};
    });
}

CallResult listProjectClusters(Call &call)
{
    const Project &project = *call.state.project(call.path[0]);
    return pageOf(call, project.clusters.size(), [&](qsizetype i) {
        return toJson(project.clusters[i], project.id, call);
    });
}

CallResult getCluster(Call &call)
{
    const Project &project = *call.state.project(call.path[0]);
    for (const Cluster &cluster : project.clusters) {
        if (cluster.name == call.path[1])
            return Reply{200, toJson(cluster, project.id, call)};
    }
    return notFound(call.path[1]);
}

} // namespace keywright::sandbox::atlas
