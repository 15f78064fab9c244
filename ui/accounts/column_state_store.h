#pragma once

#include <QByteArray>

namespace keywright {

/// Where the account table keeps its columns (order, widths, which are hidden, sorting) between
/// runs. The composition root decides on the file.
class ColumnStateStore
{
public:
    virtual ~ColumnStateStore() = default;
    virtual QByteArray columns() const = 0;
    virtual void setColumns(const QByteArray &columns) = 0;
};

} // namespace keywright
