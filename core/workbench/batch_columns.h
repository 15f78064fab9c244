#pragma once

#include "core/transfer/csv_reader.h"
#include "core/workbench/lookup_batch.h"

#include <QMap>

namespace keywright {

/// What a column of a batch's input is for.
enum class ColumnUse { Ignored, JoinKey, RequestContext };

struct BatchColumn
{
    QString header;
    ColumnUse use = ColumnUse::Ignored;
    SchemaField field; ///< what it fills; unset when ignored

    bool operator==(const BatchColumn &) const = default;
};

/// Which column fills which input of the service: those of the same name (then of the same name in
/// another case), and those of `wanted`, from header to input name (empty: ignore the column).
/// Refuses names that do not exist and inputs that two columns fill.
Result<QList<BatchColumn>> mapColumns(
    const QStringList &headers, const LookupSchema &schema, const QMap<QString, QString> &wanted);

/// Refuses a mapping that leaves an input of the service without a value. `fixed` holds those that
/// are the same for all rows.
std::optional<Error> mappingProblem(
    const QList<BatchColumn> &columns, const LookupSchema &schema, const LookupRequest &fixed);

/// The request of one record: the values of `fixed`, and those of the record by their types. An
/// empty cell is null for a join key that is no text. Errors name line and column.
Result<LookupRequest> requestFromRecord(
    const CsvRecord &record, const QList<BatchColumn> &columns, const LookupRequest &fixed);

} // namespace keywright
