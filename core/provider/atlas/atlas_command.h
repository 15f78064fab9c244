#pragma once

#include "core/provider/provider.h"

namespace keywright::atlas {

/// The vendor's command line that creates the account; contains no secret. Without an organisation
/// the command line's own is used.
QString createCommand(const NewAccount &account, const QString &orgId, const QString &projectId);

} // namespace keywright::atlas
