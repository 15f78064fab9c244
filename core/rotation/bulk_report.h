#pragma once

#include "core/rotation/bulk_rotation.h"

namespace keywright {

/// "rotated", "failed", "left-out", "not-reached"; "waiting" and "running" before the end. The
/// words of the command line's JSON and of the CSV.
QString bulkStateName(BulkState state);

/// What the rotation of an account will do, in sentences.
QStringList plannedWork(const BulkEntry &entry);

/// What people still have to do for a rotation, in a sentence; empty when nothing is left.
QString remainingWork(const Rotation &rotation);

/// RFC 4180, UTF-8, with a header line: every account with what was done, what remains, and what
/// failed why. Holds no secret.
QByteArray bulkReportCsv(const QList<BulkResult> &results);

} // namespace keywright
