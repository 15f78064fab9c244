#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace keywright {

/// The whole file, or an empty array when it does not exist. A file above `cap` bytes, or one that
/// cannot be read, is a Storage error.
Result<QByteArray> readStateFile(const QString &path, qint64 cap);

/// Makes the directory, for its owner only (0700), when there is none.
Result<void> ensureStateDirectory(const QString &directory);

/// Replaces `path` in one step by a file that only its owner can read (0600), in a directory that
/// is made when missing. After a failure the old file stands.
Result<void> writeStateFile(const QString &path, const QByteArray &content);

/// Renames a file that cannot be understood to "<path>.unreadable-<UTC time>", so that nothing
/// writes over it. Returns the new path.
Result<QString> setAside(const QString &path);

} // namespace keywright
