#pragma once

#include <QString>

namespace keywright {

/// Names one stored secret. Contains no secret itself.
struct CredentialKey
{
    QString connectionId;
    QString owner; ///< service account id, or CredentialKey::connectionOwner
    QString item;  ///< secret id, or "api-key", or "client-secret" while the id is not known

    /// The owner of the credential that the connection itself signs in with.
    static inline const QString connectionOwner = QStringLiteral("connection");

    bool operator==(const CredentialKey &) const = default;
};

/// What is known, outside the keychain, of a stored secret: enough to list and to notice that the
/// keychain lies when it says "not found".
struct StoredCredential
{
    CredentialKey key;
    QString label; ///< shown in the keychain's own program, for example "Keywright · Tecton prod ·
                   ///< fraud-scoring"

    bool operator==(const StoredCredential &) const = default;
};

} // namespace keywright
