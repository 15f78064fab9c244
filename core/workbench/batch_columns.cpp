#include "core/workbench/batch_columns.h"

#include "core/lookup/near_match.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace keywright {

namespace {

struct BatchColumnsMessages
{
    Q_DECLARE_TR_FUNCTIONS(BatchColumns)
};

QStringList inputNames(const LookupSchema &schema)
{
    QStringList names;
    for (const SchemaField &field : schema.joinKeys + schema.requestContext)
        names += field.name;
    return names;
}

const SchemaField *
fieldNamed(const QList<SchemaField> &fields, const QString &name, Qt::CaseSensitivity sensitivity)
{
    const auto found = std::ranges::find_if(fields, [&](const SchemaField &field) {
        return field.name.compare(name, sensitivity) == 0;
    });
    return found == fields.end() ? nullptr : &*found;
}

BatchColumn columnFor(const QString &header, const QString &input, const LookupSchema &schema)
{
    for (const auto sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        if (const auto *key = fieldNamed(schema.joinKeys, input, sensitivity))
            return {header, ColumnUse::JoinKey, *key};
        if (const auto *context = fieldNamed(schema.requestContext, input, sensitivity))
            return {header, ColumnUse::RequestContext, *context};
    }
    return {header, ColumnUse::Ignored, {}};
}

QString takesText(const LookupSchema &schema)
{
    return BatchColumnsMessages::tr("It takes: %1.")
        .arg(inputNames(schema).join(QStringLiteral(", ")));
}

Result<void> checkWanted(
    const QStringList &headers, const LookupSchema &schema, const QMap<QString, QString> &wanted)
{
    const QString field = QStringLiteral("map");
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        if (!headers.contains(it.key()))
            return failure(fieldError(
                field, BatchColumnsMessages::tr("The file has no column “%1”.").arg(it.key()),
                BatchColumnsMessages::tr("It has: %1.").arg(headers.join(QStringLiteral(", ")))));
        if (!it.value().isEmpty() && !inputNames(schema).contains(it.value()))
            return failure(fieldError(
                field,
                BatchColumnsMessages::tr("The feature service does not take %1.").arg(it.value()),
                takesText(schema)));
    }
    return {};
}

Error cellError(const CsvRecord &record, const BatchColumn &column, const Error &error)
{
    return fieldError(
        column.header,
        BatchColumnsMessages::tr("Line %1, column %2: %3")
            .arg(record.line)
            .arg(column.header, error.message),
        error.hint);
}

/// Nothing where the cell says that there is no value.
Result<QJsonValue> cellValue(const QString &cell, const BatchColumn &column)
{
    const DataKind kind = column.field.type.kind;
    const bool isText = kind == DataKind::String || kind == DataKind::Unknown;
    const bool isNull = !isText && (cell.isEmpty() || cell == QLatin1String("null"));
    if (isNull && column.use == ColumnUse::JoinKey)
        return QJsonValue(QJsonValue::Null);
    if (isNull)
        return failure(
            fieldError(column.header, BatchColumnsMessages::tr("The value is missing.")));
    return jsonFromText(cell, column.field.type, column.header);
}

} // namespace

Result<QList<BatchColumn>> mapColumns(
    const QStringList &headers, const LookupSchema &schema, const QMap<QString, QString> &wanted)
{
    if (auto checked = checkWanted(headers, schema, wanted); !checked)
        return failure(std::move(checked).error());
    QList<BatchColumn> columns;
    QSet<QString> filled;
    for (const QString &header : headers) {
        const QString input = wanted.value(header, header.trimmed());
        BatchColumn column = columnFor(header, input, schema);
        if (column.use != ColumnUse::Ignored && filled.contains(column.field.name))
            return failure(fieldError(
                QStringLiteral("map"),
                BatchColumnsMessages::tr("Two columns give the value of %1.")
                    .arg(column.field.name),
                BatchColumnsMessages::tr("Map one of them to something else, or to nothing.")));
        if (column.use != ColumnUse::Ignored)
            filled.insert(column.field.name);
        columns.append(std::move(column));
    }
    return columns;
}

std::optional<Error> mappingProblem(
    const QList<BatchColumn> &columns, const LookupSchema &schema, const LookupRequest &fixed)
{
    QStringList given = fixed.joinKeys.keys() + fixed.requestContext.keys();
    QStringList unused;
    for (const BatchColumn &column : columns) {
        if (column.use == ColumnUse::Ignored)
            unused.append(column.header);
        else
            given.append(column.field.name);
    }
    for (const QString &name : inputNames(schema)) {
        if (given.contains(name))
            continue;
        const QString near = nearMatches(name, unused, 1).value(0);
        return fieldError(
            QStringLiteral("map"),
            BatchColumnsMessages::tr("No column of the file gives %1.").arg(name),
            near.isEmpty()
                ? BatchColumnsMessages::tr("Map a column to it, or give it one value for all rows.")
                : BatchColumnsMessages::tr("Is it the column “%1”? Map that column to it.")
                      .arg(near));
    }
    return {};
}

Result<LookupRequest> requestFromRecord(
    const CsvRecord &record, const QList<BatchColumn> &columns, const LookupRequest &fixed)
{
    if (record.cells.size() != columns.size())
        return failure(makeError(
            ErrorKind::InvalidInput,
            BatchColumnsMessages::tr("Line %1 has %2 cells, the header has %3.")
                .arg(record.line)
                .arg(record.cells.size())
                .arg(columns.size()),
            BatchColumnsMessages::tr("Put cells that contain a comma in quotation marks.")));
    LookupRequest request = fixed;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const BatchColumn &column = columns.at(i);
        if (column.use == ColumnUse::Ignored)
            continue;
        const Result<QJsonValue> value = cellValue(record.cells.at(i), column);
        if (!value)
            return failure(cellError(record, column, value.error()));
        QJsonObject &target =
            column.use == ColumnUse::JoinKey ? request.joinKeys : request.requestContext;
        target.insert(column.field.name, *value);
    }
    return request;
}

} // namespace keywright
