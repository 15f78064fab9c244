#include "ui/widgets/marks.h"

#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"

#include <QFontMetrics>
#include <QPainter>
#include <QtMath>

#include <algorithm>

namespace keywright::marks {

namespace {

constexpr int TagMargin = 7;
constexpr int TagHeight = 19;
constexpr qreal RingWidth = 1.5;

} // namespace

QSize tagSize(const QString &text)
{
    return {QFontMetrics(fonts::secondary()).horizontalAdvance(text) + 2 * TagMargin, TagHeight};
}

void drawTag(
    QPainter *painter, const QRectF &area, const QString &text, Tone tone, const Theme &theme)
{
    const QFontMetrics fontMetrics(fonts::secondary());
    const QSize wanted = tagSize(text);
    QRectF rect(0, 0, std::min<qreal>(wanted.width(), area.width()), wanted.height());
    rect.moveCenter(area.center());
    rect.moveLeft(area.left());

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.soft(tone));
    painter->drawRoundedRect(rect, metrics::RadiusTag, metrics::RadiusTag);
    painter->setFont(fonts::secondary());
    painter->setPen(theme.ink(tone));
    const QRectF inner = rect.adjusted(TagMargin, 0, -TagMargin, 0);
    painter->drawText(
        inner, Qt::AlignCenter | Qt::TextSingleLine,
        fontMetrics.elidedText(text, Qt::ElideRight, qCeil(inner.width()) + 1));
    painter->restore();
}

void drawDot(QPainter *painter, const QPointF &centre, const QColor &color, bool filled)
{
    const qreal radius = metrics::DotSize / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (filled) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(color);
        painter->drawEllipse(centre, radius, radius);
    } else {
        painter->setPen(QPen(color, RingWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(centre, radius - RingWidth / 2, radius - RingWidth / 2);
    }
    painter->restore();
}

} // namespace keywright::marks
