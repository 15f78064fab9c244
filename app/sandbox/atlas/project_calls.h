#pragma once

#include "app/sandbox/atlas/call.h"

namespace keywright::sandbox::atlas {

CallResult listProjects(Call &call);
CallResult listOrgProjects(Call &call);
CallResult getProject(Call &call);
CallResult getProjectByName(Call &call);

/// The projects that the caller sees, whose names start with @p namePrefix.
QList<const Project *> seenProjects(const Call &call, const QString &namePrefix = {});

} // namespace keywright::sandbox::atlas
