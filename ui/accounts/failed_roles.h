#pragma once

#include "core/accounts/account_actions.h"

namespace keywright {

class RoleBook;

/// That an account was created without some of its roles; empty when it has them all.
std::optional<Error>
failedRolesError(RoleBook &roles, const QString &connectionId, const AccountCreation &creation);

} // namespace keywright
