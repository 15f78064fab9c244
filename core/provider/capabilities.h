#pragma once

#include "core/identity/account_rules.h"
#include "core/identity/service_account.h"

namespace keywright {

/// How long the provider lets client secrets live. An organisation may allow less: see
/// OrganizationSettings.
struct ExpiryRules
{
    int minHours = 0;
    int maxHours = 0;
    int usualHours = 0; ///< to offer first

    bool operator==(const ExpiryRules &) const = default;
};

/// What a provider can do. What is absent is not offered anywhere.
struct Capabilities
{
    QList<AccountType> accountTypes;
    /// Two accounts cannot have the same name.
    bool uniqueNames = true;
    bool deactivateAccounts = false;
    bool deactivateSecrets = false;
    bool secretExpiry = false;
    ExpiryRules expiry; ///< where secretExpiry
    /// A new secret shortens the life of those that exist; see Provider::newSecretNotice.
    bool newSecretShortensOthers = false;
    bool accessLists = false;
    /// Accounts that the provider made for itself can be listed as well.
    bool systemManagedAccounts = false;
    /// How many of NewAccount::roles there must be at least.
    int minRolesAtCreation = 0;
    /// Granting and removing replaces the account's whole list of roles, so two administrators at
    /// once can undo each other's change.
    bool rolesReplacedAsList = false;
    /// The last role at a scope cannot be removed.
    bool lastRoleStays = false;
    /// Takes roles that its catalogue does not have, by their id.
    bool takesUnknownRoles = false;
    /// Deleting an account only takes it out of the connection's project; see
    /// Provider::deletionMeaning.
    bool deleteRemovesFromProject = false;
    /// What the connection works on: an organisation or a project. Workspace: neither.
    ScopeKind connectionScope = ScopeKind::Workspace;
    bool lookups = false;
    /// The roles that read feature values where they apply, where lookups.
    QStringList readingRoles;
    bool introspectApiKey = false;
    bool discoverTokenUrl = false;
    QList<ScopeKind> scopeKinds;
    TextRules text;
    SecretRules secrets;
};

} // namespace keywright
