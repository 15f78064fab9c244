#pragma once

#include "core/identity/role.h"

#include <QHash>

namespace keywright {

/// Where a role applies, in words: "prod", "all workspaces", "organization", or the name of a
/// project as far as `projectNames` (by id) has it.
QString scopeWords(const Scope &scope, const QHash<QString, QString> &projectNames = {});
/// The same with what it is: "workspace prod", "all workspaces", "the organization".
QString scopePhrase(const Scope &scope, const QHash<QString, QString> &projectNames = {});

/// What the role allows, in a sentence; says so when that is more than most programs need.
QString roleMeaning(const Role &role);

} // namespace keywright
