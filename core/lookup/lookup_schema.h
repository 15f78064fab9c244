#pragma once

#include "core/lookup/data_type.h"

namespace keywright {

struct SchemaField
{
    QString name;
    DataType type;

    bool operator==(const SchemaField &) const = default;
};

/// What a feature service takes and returns.
struct LookupSchema
{
    QString serviceType; ///< for example "DEFAULT"
    QList<SchemaField> joinKeys;
    QList<SchemaField> requestContext;
    QList<SchemaField> outputJoinKeys;
    QList<SchemaField> features;

    bool operator==(const LookupSchema &) const = default;
};

} // namespace keywright
