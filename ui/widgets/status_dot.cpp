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
constexpr int NarrowestSmall = 72;

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
    setSizePolicy(small ? QSizePolicy::Maximum : QSizePolicy::Fixed, QSizePolicy::Fixed);
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

QSize StatusDot::minimumSizeHint() const
{
    const QSize wanted = sizeHint();
    return m_small ? QSize(std::min(wanted.width(), NarrowestSmall), wanted.height()) : wanted;
}

void StatusDot::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    const QColor color = m_filled ? theme.ink(m_tone) : theme.muted;
    marks::drawDot(&painter, QPointF(metrics::DotSize / 2.0, height() / 2.0), color, m_filled);
    painter.setFont(wordFont());
    painter.setPen(m_filled && !m_small ? theme.text : theme.muted);
    const QRect area = rect().adjusted(metrics::DotSize + Gap, 0, 0, 0);
    painter.drawText(
        area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(m_word, Qt::ElideRight, area.width()));
}

} // namespace keywright
