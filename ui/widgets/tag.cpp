#include "ui/widgets/tag.h"

#include "ui/theme/accessibility.h"
#include "ui/widgets/marks.h"

#include <QPainter>

namespace keywright {

Tag::Tag(QWidget *parent)
    : QWidget(parent)
{
    accessibility::setRole(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

Tag::Tag(const QString &text, Tone tone, QWidget *parent)
    : Tag(parent)
{
    set(text, tone);
}

void Tag::set(const QString &text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    return marks::tagSize(m_text);
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    marks::drawTag(&painter, rect(), m_text, m_tone, Theme::of(this));
}

} // namespace keywright
