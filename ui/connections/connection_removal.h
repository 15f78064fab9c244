#pragma once

#include "core/connection/connection.h"
#include "core/keychain/credential_store.h"
#include "core/rotation/loose_ends.h"
#include "ui/dialogs/confirm_dialog.h"

namespace keywright {

/// What goes with a connection.
struct ConnectionLosses
{
    Result<QList<StoredCredential>> stored;
    Result<LooseEnds> ends;
    qsizetype keptLookups = 0; ///< saved or pinned
};

/// The question before a connection is removed: what goes with it, and what of it nobody would be
/// told of any more.
ConfirmRequest connectionRemovalRequest(const QString &name, const ConnectionLosses &losses);

} // namespace keywright
