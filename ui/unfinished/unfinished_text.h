#pragma once

#include "ui/dialogs/confirm_dialog.h"
#include "ui/unfinished/unfinished_secrets.h"

namespace keywright {

/// What the button does about it: "Show again" or "Clean up".
QString remedyText(const UnfinishedSecret &secret);
/// What the clean-up is asked with.
ConfirmRequest cleanUpRequest(const UnfinishedSecret &secret);

} // namespace keywright
