#include "core/provider/tecton/tecton_data_type.h"

#include <QMap>

namespace keywright::tecton {

namespace {

DataKind kindFromWord(const QString &word)
{
    static const QMap<QString, DataKind> kinds{
        {QStringLiteral("boolean"), DataKind::Boolean},
        {QStringLiteral("bool"), DataKind::Boolean},
        {QStringLiteral("int64"), DataKind::Int64},
        {QStringLiteral("string"), DataKind::String},
        {QStringLiteral("float32"), DataKind::Float32},
        {QStringLiteral("float64"), DataKind::Float64},
        {QStringLiteral("double"), DataKind::Float64},
        {QStringLiteral("timestamp"), DataKind::Timestamp},
        {QStringLiteral("array"), DataKind::Array},
        {QStringLiteral("map"), DataKind::Map},
        {QStringLiteral("struct"), DataKind::Struct},
    };
    return kinds.value(word.toLower(), DataKind::Unknown);
}

void readFields(JsonReader &reader, DataType &type)
{
    reader.forEach(QStringLiteral("fields"), [&](JsonReader &field) {
        type.fieldNames += field.optionalString(QStringLiteral("name"));
        type.parameters += field.has(QStringLiteral("dataType"))
                               ? readDataType(field.object(QStringLiteral("dataType")))
                               : DataType();
    });
}

DataType readPart(JsonReader &reader, const QString &key)
{
    return reader.has(key) ? readDataType(reader.object(key)) : DataType();
}

} // namespace

DataType readDataType(const QJsonObject &json)
{
    JsonReader reader(json);
    DataType type = dataTypeFromWord(reader.optionalString(QStringLiteral("type")));
    switch (type.kind) {
    case DataKind::Array:
        type.parameters = {readPart(reader, QStringLiteral("elementType"))};
        break;
    case DataKind::Map:
        type.parameters = {
            readPart(reader, QStringLiteral("keyType")),
            readPart(reader, QStringLiteral("valueType"))};
        break;
    case DataKind::Struct:
        readFields(reader, type);
        break;
    default:
        break;
    }
    return type;
}

DataType dataTypeFromWord(const QString &word)
{
    DataType type;
    type.kind = kindFromWord(word);
    return type;
}

} // namespace keywright::tecton
