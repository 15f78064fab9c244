#pragma once

#include "core/base/result.h"
#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"
#include "core/lookup/lookup_schema.h"

#include <QJsonObject>

namespace keywright::tecton {

// Lookups to the JSON of the serving calls and back. Pure functions. The readers fill features and
// SLO information; timing, status and raw text are the caller's.

QJsonObject schemaBody(const QString &workspace, const QString &featureService);
QJsonObject lookupBody(const LookupRequest &request);
/// The requests share workspace, service and options with the first.
QJsonObject batchBody(const QList<LookupRequest> &requests);

Result<LookupSchema> readSchema(const QJsonObject &answer);
Result<LookupResult> readLookup(const QJsonObject &answer);
/// One result per requested row.
Result<QList<LookupResult>> readBatch(const QJsonObject &answer, qsizetype rows);
/// One result per matching row; its join keys come first, as features of that name.
Result<QList<LookupResult>> readQuery(const QJsonObject &answer);

} // namespace keywright::tecton
