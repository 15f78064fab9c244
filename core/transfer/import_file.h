#pragma once

#include "core/base/result.h"
#include "core/base/wiped_bytes.h"

namespace keywright {

/// No file that is imported has a reason to be larger, in bytes.
inline constexpr qsizetype importCap = 64 * 1024;

Error tooLargeToImport();

/// The whole of a file that may hold secrets. One that is missing, cannot be read or is above
/// importCap is an error.
Result<WipedBytes> readImportFile(const QString &path);

/// A sentence for the person when others than the owner may read or change the file; else empty.
QString openPermissionsNotice(const QString &path);

} // namespace keywright
