#include "ui/widgets/status_dot.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/marks.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace keywright {

namespace {

constexpr int Gap = 6;

} // namespace

StatusDot::StatusDot(QWidget *parent)
    : QWidget(parent)
{
    accessibility::setRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

StatusDot::StatusDot(const QString &word, Tone tone, bool filled, QWidget *parent)
    : StatusDot(parent)
{
    set(word, tone, filled);
}

void StatusDot::set(const QString &word, Tone tone, bool filled)
{
    m_word = word;
    m_tone = tone;
    m_filled = filled;
    setAccessibleName(word);
    updateGeometry();
    update();
}

void StatusDot::setSmall(bool small)
{
    m_small = small;
    updateGeometry();
    update();
}

QFont StatusDot::wordFont() const
{
    return m_small ? fonts::secondary() : fonts::body();
}

QSize StatusDot::sizeHint() const
{
    const QFontMetrics fontMetrics(wordFont());
    const int words = m_word.isEmpty() ? 0 : Gap + fontMetrics.horizontalAdvance(m_word) + 1;
    return {metrics::DotSize + words, std::max(fontMetrics.height(), metrics::DotSize)};
}

void StatusDot::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const QColor color = m_filled ? theme.ink(m_tone) : theme.muted;
    marks::drawDot(&painter, QPointF(metrics::DotSize / 2.0, height() / 2.0), color, m_filled);
    painter.setFont(wordFont());
    painter.setPen(m_filled && !m_small ? theme.text : theme.muted);
    painter.drawText(
        rect().adjusted(metrics::DotSize + Gap, 0, 0, 0),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_word);
}

} // namespace keywright
