#pragma once

#include "core/provider/api_keys.h"
#include "core/provider/capabilities.h"
#include "core/provider/organization_settings.h"
#include "core/provider/provider.h"

namespace keywright {

/// How a service account takes the place of an API key.
struct MigrationPlan
{
    NewAccount account;  ///< with the key's roles, all that it has
    QStringList notices; ///< what the person should know before, in sentences
    /// What to do about the old key, to be shown only when the new account has proved itself.
    QString removalAdvice;
};

/// Proposes an account with the roles of the key, a name and a description that the provider takes,
/// and a secret that lives as long as the organisation allows but not longer than usual.
MigrationPlan planMigration(
    const ApiKeyInfo &key, const Capabilities &capabilities, const OrganizationRules &rules);

} // namespace keywright
