#pragma once

#include "core/base/json_reader.h"
#include "core/lookup/lookup_result.h"

namespace keywright::tecton {

/// The part of an answer that says what the values stand for: one entry per value, by position.
/// In a batch some of an entry's values are lists, with one element per row.
class FeatureMetadata
{
public:
    FeatureMetadata(JsonReader &metadata, const QString &key);

    /// The values under `key` of one row, each with its metadata. A count that does not match the
    /// metadata is remembered as a failure of `row`.
    QList<FeatureValue> combine(JsonReader &row, const QString &key, qsizetype rowIndex) const;

private:
    struct Column
    {
        FeatureValue common;
        QJsonValue status;
        QJsonValue effectiveTime;
    };

    static Column readColumn(JsonReader &reader);

    QList<Column> m_columns;
};

} // namespace keywright::tecton
