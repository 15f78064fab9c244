#include "app/sandbox/tecton/management.h"

#include "app/sandbox/tecton/account_calls.h"
#include "app/sandbox/tecton/role_calls.h"
#include "app/sandbox/tecton/role_lists.h"
#include "app/sandbox/tecton/secret_calls.h"
#include "app/sandbox/tecton/workspace_calls.h"

#include <algorithm>
#include <array>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array calls{
    ManagementCall{"create-service-account"_L1, createServiceAccount, true},
    ManagementCall{"get-service-accounts"_L1, getServiceAccounts, false},
    ManagementCall{"update-service-account"_L1, updateServiceAccount, true},
    ManagementCall{"delete-service-account"_L1, deleteServiceAccount, true},
    ManagementCall{"introspect-api-key"_L1, introspectApiKey, false},
    ManagementCall{"create-service-account-secret"_L1, createServiceAccountSecret, true},
    ManagementCall{"list-service-account-secrets"_L1, listServiceAccountSecrets, false},
    ManagementCall{"activate-service-account-secret"_L1, activateServiceAccountSecret, true},
    ManagementCall{"deactivate-service-account-secret"_L1, deactivateServiceAccountSecret, true},
    ManagementCall{"delete-service-account-secret"_L1, deleteServiceAccountSecret, true},
    ManagementCall{"get-roles"_L1, getRoles, false},
    ManagementCall{"assign-roles"_L1, assignRoles, true},
    ManagementCall{"unassign-roles"_L1, unassignRoles, true},
    ManagementCall{"list-assigned-roles"_L1, listAssignedRoles, false},
    ManagementCall{"list-assigned-principals"_L1, listAssignedPrincipals, false},
    ManagementCall{"list-workspaces"_L1, listWorkspaces, false},
};

} // namespace

const ManagementCall *managementCall(const QString &name)
{
    const auto *const found = std::find_if(
        calls.begin(), calls.end(), [&](const ManagementCall &call) { return call.name == name; });
    return found == calls.end() ? nullptr : found;
}

QJsonObject loginConfigs(const QString &issuer)
{
    return {
        {u"key_values"_s,
         QJsonObject{{u"OKTA_ISSUER"_s, issuer}, {u"OKTA_CLIENT_ID"_s, u"sandbox-web"_s}}}};
}

} // namespace keywright::sandbox::tecton
