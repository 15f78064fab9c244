#pragma once

#include <QList>
#include <QString>

namespace keywright {

enum class DataKind {
    Unknown,
    Boolean,
    Int64,
    String,
    Float32,
    Float64,
    Timestamp,
    Array,
    Map,
    Struct
};

/// A feature's or key's type, at any depth.
struct DataType
{
    DataKind kind = DataKind::Unknown;
    QList<DataType> parameters; ///< Array: element. Map: key, value. Struct: one per field
    QStringList fieldNames;     ///< Struct only, same order as parameters

    bool operator==(const DataType &) const = default;
};

/// "int64", "array<int64>", "struct<lat: float64, lon: float64>"
QString dataTypeText(const DataType &type);

} // namespace keywright
