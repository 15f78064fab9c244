#pragma once

#include "ui/theme/theme.h"

#include <QRectF>
#include <QSize>
#include <QString>

class QFontMetrics;
class QPainter;

/// The small marks that widgets and table delegates share: tags and dots.
namespace keywright::marks {

/// Size of a tag with this text in fonts::secondary().
QSize tagSize(const QString &text);

/// Draws a tag whose left edge and vertical centre lie in `area`; a text that does not fit is
/// elided.
void drawTag(
    QPainter *painter, const QRectF &area, const QString &text, Tone tone, const Theme &theme);

/// Draws a dot of metrics::DotSize around `centre`: filled, or hollow for what is switched off.
void drawDot(QPainter *painter, const QPointF &centre, const QColor &color, bool filled);

} // namespace keywright::marks
