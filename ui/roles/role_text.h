#pragma once

#include "core/identity/role.h"

namespace keywright {

/// Where a role applies, in words: "prod", "all workspaces", "organization", "project 5f1…".
QString scopeWords(const Scope &scope);
/// The same with what it is: "workspace prod", "all workspaces", "the organization".
QString scopePhrase(const Scope &scope);

} // namespace keywright
