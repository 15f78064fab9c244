#include "ui/rotation/bulk_text_delegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextLayout>

namespace keywright {

namespace {

/// The words that fit on the first line.
qsizetype bulkFirstLine(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    layout.endLayout();
    return line.textLength();
}

} // namespace

void BulkTextDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont font = fonts::secondary();
    const QFontMetrics metrics(font);
    const qsizetype cut = bulkFirstLine(text, font, area.width());
    const QString first = text.first(cut).trimmed();
    const QString second =
        metrics.elidedText(text.sliced(cut).trimmed(), Qt::ElideRight, area.width());
    painter->setFont(font);
    painter->setPen(Theme::of(option.palette).text);
    const int lines = second.isEmpty() ? 1 : 2;
    QRect line(
        area.left(), area.top() + (area.height() - lines * metrics.height()) / 2, area.width(),
        metrics.height());
    painter->drawText(line, Qt::AlignLeft | Qt::TextSingleLine, first);
    line.translate(0, metrics.height());
    painter->drawText(line, Qt::AlignLeft | Qt::TextSingleLine, second);
}

} // namespace keywright
