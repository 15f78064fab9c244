#pragma once

#include "core/base/result.h"
#include "core/keychain/credential_key.h"

#include <QByteArray>
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
    /// Whether the keychain is known to have had it: a process may have ended before it was there.
    Result<bool> isConfirmed(const CredentialKey &key) const;

    /// Adds, or moves to the end. What is new is not confirmed yet.
    Result<void> mark(const StoredCredential &credential);
    /// The keychain has shown it.
    Result<void> confirm(const CredentialKey &key);
    Result<void> unmark(const CredentialKey &key);

private:
    struct Mark
    {
        StoredCredential credential;
        bool isConfirmed = true;

        bool operator==(const Mark &) const = default;
    };

    template <class Change> Result<void> change(Change change);
    static QByteArray serialise(const QList<Mark> &marks);
    static Result<QList<Mark>> parse(const QByteArray &content);
    Result<QList<Mark>> read() const;
    Result<QList<Mark>> readLocked() const;

    QString m_file;
};

} // namespace keywright
