#include "core/lookup/data_type.h"

namespace keywright {

namespace {

QString structText(const DataType &type)
{
    QStringList fields;
    for (qsizetype i = 0; i < type.parameters.size(); ++i)
        fields += QStringLiteral("%1: %2").arg(
            type.fieldNames.value(i), dataTypeText(type.parameters.at(i)));
    return QStringLiteral("struct<%1>").arg(fields.join(QStringLiteral(", ")));
}

} // namespace

QString dataTypeText(const DataType &type)
{
    switch (type.kind) {
    case DataKind::Unknown:
        return QStringLiteral("unknown");
    case DataKind::Boolean:
        return QStringLiteral("boolean");
    case DataKind::Int64:
        return QStringLiteral("int64");
    case DataKind::String:
        return QStringLiteral("string");
    case DataKind::Float32:
        return QStringLiteral("float32");
    case DataKind::Float64:
        return QStringLiteral("float64");
    case DataKind::Timestamp:
        return QStringLiteral("timestamp");
    case DataKind::Array:
        return QStringLiteral("array<%1>").arg(dataTypeText(type.parameters.value(0)));
    case DataKind::Map:
        return QStringLiteral("map<%1, %2>")
            .arg(dataTypeText(type.parameters.value(0)), dataTypeText(type.parameters.value(1)));
    case DataKind::Struct:
        return structText(type);
    }
    Q_UNREACHABLE();
}

} // namespace keywright
