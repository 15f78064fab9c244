#pragma once

#include "ui/dialogs/confirm_dialog.h"

namespace keywright {

/// The question whether to do `actionText` although the console itself signs in with the account;
/// `warning` says what that would mean.
ConfirmRequest ownAccountRequest(const QString &warning, const QString &actionText);

/// As confirm(); but unless `warning` is empty, agreeing leads to ownAccountRequest() first.
void confirmTwice(
    const ConfirmRequest &request, const QString &warning, QWidget *parent, QObject *context,
    const std::function<void()> &agreed);

} // namespace keywright
