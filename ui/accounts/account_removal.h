#pragma once

#include "core/connection/session.h"
#include "ui/dialogs/confirm_dialog.h"

namespace keywright {

class RoleBook;

/// What the button for it says: "Delete", or "Remove from project" where that is all it does.
QString removalText(const Capabilities &capabilities);

/// The question before an account is deleted, or removed from its project: what the provider means
/// by it, and what goes with the account.
ConfirmRequest
removalRequest(const Session &session, const ServiceAccount &account, const RoleBook &roles);

/// The question before a client secret is deleted: whether another one works, and what goes with
/// it.
ConfirmRequest secretRemovalRequest(
    const Session &session, const ServiceAccount &account, const QString &secretId);

} // namespace keywright
