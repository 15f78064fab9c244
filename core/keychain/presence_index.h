#pragma once

#include "core/base/result.h"
#include "core/keychain/credential_key.h"

#include <QList>

namespace keywright {

/// Remembers, in a file without secrets, what was stored in the keychain: a locked keychain says
/// "not found" as well, and this tells the two apart. Read anew at each use, since the window and
/// the command line share the file.
class PresenceIndex
{
public:
    static constexpr qint64 sizeCap = 16LL * 1024 * 1024; ///< bytes

    explicit PresenceIndex(QString file);

    // A file that cannot be read is a Storage error each time, as nothing is known then. A damaged
    // one is a Storage error once: it is set aside under another name, which the error tells, and
    // the index begins anew.

    /// In the order in which they were stored, the newest last.
    Result<QList<StoredCredential>> entries() const;
    Result<bool> contains(const CredentialKey &key) const;

    /// Adds, or moves to the end.
    Result<void> mark(const StoredCredential &credential);
    Result<void> unmark(const CredentialKey &key);

private:
    template <class Change> Result<void> change(Change change);
    Result<QList<StoredCredential>> readLocked() const;

    QString m_file;
};

} // namespace keywright
