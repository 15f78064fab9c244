#pragma once

#include "core/base/result.h"
#include "core/base/wiped_bytes.h"

namespace keywright {

/// Writes `bytes` to `path` so that either the whole file is there or nothing changed, readable by
/// its owner only (0600) from the first byte on. An existing file is a Conflict unless `overwrite`,
/// whenever it came to be there. A symbolic link is not followed: it is such a file, and is
/// replaced itself. A failure to write is a Storage error.
Result<void> writeSecretFile(const QString &path, const WipedBytes &bytes, bool overwrite);

/// The same for text that is not secret: atomic, with the usual permissions.
Result<void> writeTextFile(const QString &path, const QByteArray &bytes, bool overwrite);

} // namespace keywright
