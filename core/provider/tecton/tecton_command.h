#pragma once

#include "core/provider/provider.h"

namespace keywright::tecton {

/// The vendor's command line that creates the account; contains no secret.
QString createCommand(const NewAccount &account);

/// `text` as one word of a POSIX shell.
QString shellQuoted(const QString &text);

} // namespace keywright::tecton
