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

    /// In the order in which they were stored, the newest last. Empty when the file is unreadable.
    QList<StoredCredential> entries() const;
    bool contains(const CredentialKey &key) const;

    /// Adds, or moves to the end. Storage errors.
    Result<void> mark(const StoredCredential &credential);
    Result<void> unmark(const CredentialKey &key);

private:
    template <class Change> Result<void> change(Change change);

    QString m_file;
};

} // namespace keywright
