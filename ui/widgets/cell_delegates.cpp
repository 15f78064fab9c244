#include "ui/widgets/cell_delegates.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/marks.h"

#include <QPainter>

namespace keywright {

namespace {

constexpr int CellMargin = 10;
constexpr int DotGap = 6;
constexpr int DotsGap = 3;

QString shownText(const QModelIndex &index)
{
    return index.data(Qt::DisplayRole).toString();
}

void drawLine(
    QPainter *painter, const QRect &area, const QFont &font, const QColor &color,
    const QString &text, Qt::Alignment alignment = Qt::AlignVCenter | Qt::AlignLeft,
    Qt::TextElideMode elision = Qt::ElideRight)
{
    painter->setFont(font);
    painter->setPen(color);
    const QString shown = QFontMetrics(font).elidedText(text, elision, area.width());
    painter->drawText(area, alignment | Qt::TextSingleLine, shown);
}

Qt::Alignment alignmentOf(const QModelIndex &index)
{
    const QVariant wanted = index.data(Qt::TextAlignmentRole);
    const auto horizontal = wanted.isValid()
                                ? Qt::Alignment(wanted.toInt()) & Qt::AlignHorizontal_Mask
                                : Qt::Alignment(Qt::AlignLeft);
    return Qt::AlignVCenter | horizontal;
}

int widthOf(const QFont &font, const QString &text)
{
    return QFontMetrics(font).horizontalAdvance(text) + 1;
}

Theme themeOf(const QStyleOptionViewItem &option)
{
    return Theme::of(option.palette);
}

} // namespace

void CellDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme theme = themeOf(option);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, theme.accentSoft);
    // The keyboard's cell is shown by a mark at the row's start, on the row that is current.
    const bool current = option.state.testFlag(QStyle::State_HasFocus);
    painter->fillRect(
        QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.border);
    if (current) {
        painter->setPen(QPen(theme.accent, 1));
        painter->drawRect(QRectF(option.rect).adjusted(1.5, 1.5, -2.5, -2.5));
    }
    const QRect area = option.rect.adjusted(CellMargin, 0, -CellMargin, -1);
    painter->setClipRect(option.rect, Qt::IntersectClip);
    paintContent(painter, area, option, index);
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {contentWidth(option, index) + 2 * CellMargin, metrics::RowHeight};
}

void CellDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    drawLine(
        painter, area, fonts::body(), themeOf(option).text, shownText(index), alignmentOf(index));
}

int CellDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return widthOf(fonts::body(), shownText(index));
}

void TwoLineDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const Theme theme = themeOf(option);
    const QString second = index.data(SecondaryTextRole).toString();
    if (second.isEmpty()) {
        drawLine(painter, area, fonts::strong(), theme.text, shownText(index));
        return;
    }
    const int upper = QFontMetrics(fonts::strong()).height();
    const int lower = QFontMetrics(fonts::mono()).height();
    const int top = area.top() + (area.height() - upper - lower) / 2;
    drawLine(
        painter, QRect(area.left(), top, area.width(), upper), fonts::strong(), theme.text,
        shownText(index));
    drawLine(
        painter, QRect(area.left(), top + upper, area.width(), lower), fonts::mono(), theme.muted,
        second);
}

int TwoLineDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return std::max(
        widthOf(fonts::strong(), shownText(index)),
        widthOf(fonts::mono(), index.data(SecondaryTextRole).toString()));
}

void StatusDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const Theme theme = themeOf(option);
    const bool hollow = index.data(HollowRole).toBool();
    const auto tone = static_cast<Tone>(index.data(ToneRole).toInt());
    const QPointF centre(area.left() + metrics::DotSize / 2.0, area.top() + area.height() / 2.0);
    marks::drawDot(painter, centre, hollow ? theme.muted : theme.ink(tone), !hollow);
    drawLine(
        painter, area.adjusted(metrics::DotSize + DotGap, 0, 0, 0), fonts::body(),
        hollow ? theme.muted : theme.text, shownText(index));
}

int StatusDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return metrics::DotSize + DotGap + widthOf(fonts::body(), shownText(index));
}

void TagDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const QVariant tone = index.data(ToneRole);
    if (!tone.isValid() || shownText(index).isEmpty()) {
        CellDelegate::paintContent(painter, area, option, index);
        return;
    }
    Theme theme = themeOf(option);
    // A tag in the accent's tone would be lost on a row that is selected.
    if (option.state.testFlag(QStyle::State_Selected))
        theme.accentSoft = theme.surface;
    marks::drawTag(painter, area, shownText(index), static_cast<Tone>(tone.toInt()), theme);
}

int TagDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return marks::tagSize(shownText(index)).width();
}

void DotsDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const Theme theme = themeOf(option);
    const auto dots = index.data(DotsRole).value<QList<Dot>>();
    if (dots.isEmpty()) {
        drawLine(painter, area, fonts::secondary(), theme.muted, shownText(index));
        return;
    }
    QPointF centre(area.left() + metrics::DotSize / 2.0, area.top() + area.height() / 2.0);
    for (const Dot &dot : dots) {
        const QColor color = dot.filled ? theme.ink(dot.tone) : theme.muted;
        marks::drawDot(painter, centre, color, dot.filled);
        centre.rx() += metrics::DotSize + DotsGap;
    }
}

int DotsDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const auto dots = static_cast<int>(index.data(DotsRole).value<QList<Dot>>().size());
    return dots > 0 ? dots * (metrics::DotSize + DotsGap)
                    : widthOf(fonts::secondary(), shownText(index));
}

MonoDelegate::MonoDelegate(QObject *parent, Qt::TextElideMode elision)
    : CellDelegate(parent)
    , m_elision(elision)
{
}

void MonoDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    drawLine(
        painter, area, fonts::mono(), themeOf(option).text, shownText(index), alignmentOf(index),
        m_elision);
}

int MonoDelegate::contentWidth(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return widthOf(fonts::mono(), shownText(index));
}

} // namespace keywright
