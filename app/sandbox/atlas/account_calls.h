#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult listOrgAccounts(Call &call);
CallResult createOrgAccount(Call &call);
CallResult getOrgAccount(Call &call);
CallResult updateOrgAccount(Call &call);
CallResult deleteOrgAccount(Call &call);
CallResult listAccountProjects(Call &call);

CallResult listProjectAccounts(Call &call);
CallResult createProjectAccount(Call &call);
CallResult getProjectAccount(Call &call);
CallResult updateProjectAccount(Call &call);
CallResult removeProjectAccount(Call &call);
CallResult inviteToProject(Call &call);

} // namespace keywright::sandbox::atlas
