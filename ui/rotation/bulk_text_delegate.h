#pragma once

#include "ui/widgets/cell_delegates.h"

namespace keywright {

/// A text on up to two lines, cut where it is longer, for rows of metrics::TallRow.
class BulkTextDelegate : public CellDelegate
{
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
};

} // namespace keywright
