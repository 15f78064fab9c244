#pragma once

#include "core/base/json_reader.h"
#include "core/lookup/data_type.h"

namespace keywright::tecton {

/// Reads {"type": "array", "elementType": {…}} and its relatives, at any depth a parsed document
/// can have. A type of a name that is not known is DataKind::Unknown, so that its values are still
/// shown.
DataType readDataType(const QJsonObject &json);

/// The legacy form, one word.
DataType dataTypeFromWord(const QString &word);

} // namespace keywright::tecton
