#include "app/sandbox/atlas/operations.h"

#include "app/sandbox/atlas/access_list_calls.h"
#include "app/sandbox/atlas/account_calls.h"
#include "app/sandbox/atlas/api_key_calls.h"
#include "app/sandbox/atlas/cluster_calls.h"
#include "app/sandbox/atlas/event_calls.h"
#include "app/sandbox/atlas/organization_calls.h"
#include "app/sandbox/atlas/project_calls.h"
#include "app/sandbox/atlas/rate_limit_calls.h"
#include "app/sandbox/atlas/secret_calls.h"

namespace keywright::sandbox::atlas {

namespace {

constexpr char first[] = "2023-01-01";
constexpr char accounts[] = "2024-08-05"; ///< of everything about service accounts, and clusters
constexpr char limits[] = "2025-03-12";

Operation
accountCall(const char *method, const char *scope, const char *rest, Right right, Handler run)
{
    return {method, QByteArray(scope) + rest, accounts, right, LimitSet::ServiceAccounts, run};
}

Operation
otherCall(const char *method, const char *path, const char *version, Right right, Handler run)
{
    return {method, path, version, right, LimitSet::Administration, run};
}

constexpr char orgPath[] = "/orgs/{orgId}/serviceAccounts";
constexpr char projectPath[] = "/groups/{groupId}/serviceAccounts";

void addAccountCalls(std::vector<Operation> &table)
{
    using enum Right;
    for (const Operation &operation : {
             accountCall("GET", orgPath, "", OrganizationReadOnly, listOrgAccounts),
             accountCall("POST", orgPath, "", OrganizationOwner, createOrgAccount),
             accountCall("GET", orgPath, "/{clientId}", OrganizationReadOnly, getOrgAccount),
             accountCall("PATCH", orgPath, "/{clientId}", OrganizationOwner, updateOrgAccount),
             accountCall("DELETE", orgPath, "/{clientId}", OrganizationOwner, deleteOrgAccount),
             accountCall(
                 "GET", orgPath, "/{clientId}/groups", OrganizationReadOnly, listAccountProjects),
             accountCall("GET", projectPath, "", ProjectReadOnly, listProjectAccounts),
             accountCall("POST", projectPath, "", ProjectOwner, createProjectAccount),
             accountCall(
                 "POST", projectPath, "/{clientId}:invite", OrganizationOwner, inviteToProject),
             accountCall("GET", projectPath, "/{clientId}", ProjectReadOnly, getProjectAccount),
             accountCall("PATCH", projectPath, "/{clientId}", ProjectOwner, updateProjectAccount),
             accountCall("DELETE", projectPath, "/{clientId}", ProjectOwner, removeProjectAccount),
         })
        table.push_back(operation);
}

void addCredentialCalls(std::vector<Operation> &table)
{
    using enum Right;
    const char *const secrets = "/{clientId}/secrets";
    const char *const secret = "/{clientId}/secrets/{secretId}";
    const char *const list = "/{clientId}/accessList";
    const char *const entry = "/{clientId}/accessList/{ipAddress}";
    for (const Operation &operation : {
             accountCall("POST", orgPath, secrets, OrganizationOwner, createOrgSecret),
             accountCall("DELETE", orgPath, secret, OrganizationOwner, deleteOrgSecret),
             accountCall("GET", orgPath, list, OrganizationReadOnly, listOrgAccessList),
             accountCall("POST", orgPath, list, OrganizationOwner, addToOrgAccessList),
             accountCall("DELETE", orgPath, entry, OrganizationOwner, removeFromOrgAccessList),
             accountCall("POST", projectPath, secrets, ProjectOwner, createProjectSecret),
             accountCall("DELETE", projectPath, secret, ProjectOwner, deleteProjectSecret),
             accountCall("GET", projectPath, list, ProjectReadOnly, listProjectAccessList),
             accountCall("POST", projectPath, list, ProjectAccessManager, addToProjectAccessList),
             accountCall(
                 "DELETE", projectPath, entry, ProjectAccessManager, removeFromProjectAccessList),
         })
        table.push_back(operation);
}

void addOtherCalls(std::vector<Operation> &table)
{
    using enum Right;
    const char *const keys = "/orgs/{orgId}/apiKeys";
    const char *const settings = "/orgs/{orgId}/settings";
    const char *const cluster = "/groups/{groupId}/clusters/{clusterName}";
    for (const Operation &operation : {
             otherCall("GET", "", first, Any, systemStatus),
             otherCall("GET", "/orgs", first, Any, listOrganizations),
             otherCall("GET", "/orgs/{orgId}", first, OrganizationMember, getOrganization),
             otherCall("GET", "/orgs/{orgId}/groups", first, OrganizationMember, listOrgProjects),
             otherCall("GET", settings, first, OrganizationMember, getSettings),
             otherCall("PATCH", settings, first, OrganizationOwner, updateSettings),
             otherCall("GET", keys, first, OrganizationMember, listOrgApiKeys),
             otherCall("POST", keys, first, OrganizationOwner, createOrgApiKey),
             otherCall("GET", "/orgs/{orgId}/events", first, OrganizationMember, listOrgEvents),
             otherCall("GET", "/groups", first, Any, listProjects),
             otherCall("GET", "/groups/byName/{groupName}", first, Any, getProjectByName),
             otherCall("GET", "/groups/{groupId}", first, ProjectReadOnly, getProject),
             otherCall(
                 "GET", "/groups/{groupId}/apiKeys", first, ProjectReadOnly, listProjectApiKeys),
             otherCall(
                 "GET", "/groups/{groupId}/events", first, ProjectReadOnly, listProjectEvents),
             otherCall(
                 "GET", "/groups/{groupId}/clusters", accounts, ProjectReadOnly,
                 listProjectClusters),
             otherCall("GET", cluster, accounts, ProjectReadOnly, getCluster),
             otherCall("GET", "/clusters", first, Any, listAllClusters),
             otherCall("GET", "/eventTypes", first, Any, listEventTypes),
             otherCall("GET", "/rateLimits", limits, Any, listRateLimits),
             otherCall("GET", "/rateLimits/{endpointSetId}", limits, Any, getRateLimit),
         })
        table.push_back(operation);
}

std::vector<Operation> makeOperations()
{
    std::vector<Operation> table;
    addAccountCalls(table);
    addCredentialCalls(table);
    addOtherCalls(table);
    return table;
}

} // namespace

bool Operation::hasBody() const
{
    return method == "POST" || method == "PATCH";
}

bool Operation::changesState() const
{
    return method != "GET";
}

const std::vector<Operation> &operations()
{
    static const std::vector<Operation> table = makeOperations();
    return table;
}

} // namespace keywright::sandbox::atlas
