#pragma once

#include "app/cli/output.h"
#include "core/connection/connection.h"
#include "core/identity/service_account.h"

namespace keywright::cli {

/// One row of a table of accounts, and its header.
QStringList accountRow(const ServiceAccount &account, const Connection &connection);
QStringList accountHeader();

/// An account with the roles and secrets that are known of it.
void printAccount(
    const Output &output, const ServiceAccount &account, const Connection &connection);

} // namespace keywright::cli
