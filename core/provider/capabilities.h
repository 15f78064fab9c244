#pragma once

#include "core/identity/account_rules.h"
#include "core/identity/service_account.h"

namespace keywright {

/// What a provider can do. What is absent is not offered anywhere.
struct Capabilities
{
    QList<AccountType> accountTypes;
    bool deactivateAccounts = false;
    bool deactivateSecrets = false;
    bool secretExpiry = false;
    bool accessLists = false;
    bool lookups = false;
    bool introspectApiKey = false;
    bool discoverTokenUrl = false;
    QList<ScopeKind> scopeKinds;
    TextRules text;
    SecretRules secrets;
};

} // namespace keywright
