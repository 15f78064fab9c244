#pragma once

#include "ui/dialogs/confirm_dialog.h"
#include "ui/unfinished/unfinished_secrets.h"

namespace keywright {

/// What the button does about it: "Show again", "Clean up", "Choose" or "Look again".
QString remedyText(const UnfinishedSecret &secret);
/// One of those that it may be, with when it was created.
QString candidateText(const CreationCandidate &candidate);
/// What the clean-up is asked with.
ConfirmRequest cleanUpRequest(const UnfinishedSecret &secret);

} // namespace keywright
