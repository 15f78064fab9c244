#pragma once

#include "app/cli/commands/rotate_several.h"
#include "core/rotation/bulk_rotation.h"

namespace keywright::cli {

/// Prints what is going to happen to each account, or why nothing does.
void printBulkPlan(const Output &output, const QList<BulkEntry> &plan, BulkConsents agreed);
/// The same as advice, before it is done.
void noteBulkPlan(const Output &output, const QList<BulkEntry> &plan, BulkConsents agreed);
/// Prints what has become of each account, with a secret only where the keychain has not got it.
void printBulkReport(const Output &output, const QList<BulkResult> &results);
/// Done when every account came to where it should; DoneInPart when some did. An account that is
/// being rotated already counts only when it was named.
int bulkStatus(
    const QList<BulkEntry> &plan, const QList<BulkResult> &results, const StartOptions &options);

} // namespace keywright::cli
