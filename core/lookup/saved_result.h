#pragma once

#include "core/base/result.h"
#include "core/lookup/lookup_result.h"

namespace keywright {

/// The type that dataTypeText() writes as `text`; Unknown when it is none.
DataType dataTypeFromText(const QString &text);

/// A result as JSON that can be read again, for comparing with it later: {"features": [{"name",
/// "type", "value", "status", "effectiveTime"}], "timing": {"waitMs", "transferMs"}, …}. Words are
/// the wire's own, so that they do not change with the language.
QByteArray savedResult(const LookupResult &result);

/// Reads it, and what keywright-cli prints for a lookup with --json. Protocol errors.
Result<LookupResult> resultFromSaved(const QByteArray &json);

/// Reads a file of it. Storage errors when it cannot be read, Protocol errors when
/// it holds no result.
Result<LookupResult> resultFromFile(const QString &path);

/// "present", "missing-data", "cached-present", …: stable words for JSON.
QString featureStatusName(FeatureStatus status);
FeatureStatus featureStatusFromName(const QString &name);

} // namespace keywright
