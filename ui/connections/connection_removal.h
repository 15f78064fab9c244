#pragma once

#include "core/connection/connection.h"
#include "core/keychain/credential_store.h"
#include "core/rotation/loose_ends.h"
#include "ui/dialogs/confirm_dialog.h"

namespace keywright {

/// The question before a connection is removed: what goes with it, and what of it nobody would be
/// told of any more.
ConfirmRequest connectionRemovalRequest(
    const QString &name, const Result<QList<StoredCredential>> &stored,
    const Result<LooseEnds> &ends);

} // namespace keywright
