#pragma once

#include "core/rotation/rotations.h"
#include "ui/dialogs/confirm_dialog.h"

namespace keywright {

// What is asked before a rotation takes something away.

ConfirmRequest discardRequest(const Rotation &rotation);
/// An orphan stays on the server, and is named.
ConfirmRequest abandonRequest(const Rotation &rotation);
/// `ownAccountWarning` is empty unless the console itself signs in with the account; `lastUse` of
/// the old one may be empty.
ConfirmRequest retireRequest(
    const Rotation &rotation, Retirement retirement, const QString &ownAccountWarning,
    const QString &lastUse);

} // namespace keywright
