#pragma once

#include <QString>

namespace keywright {

// What the steps of a migration say of what happens to what they have made.

/// What lasts once the account is there. A connection that is not stored ends with the program, and
/// so does the sight of what the keychain holds for it.
QString migrationSafetyText(bool isConnectionStored, bool isSecretStored);
/// Why the connection is not given the new account.
QString migrationNotMovedText(bool isOwnKey);
/// Where the private key is once the connection does without it.
QString migrationKeyText(bool isInMemoryOnly);

} // namespace keywright
