#include "ui/shell/navigation_button.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"

#include <QPainter>
#include <QPainterPath>

namespace keywright {

namespace {

constexpr int Height = 33;
constexpr int BarWidth = 3;
constexpr int SymbolLeft = 10;
constexpr int TextLeft = 36;
constexpr int BadgeHeight = 18;

} // namespace

NavigationButton::NavigationButton(
    const QString &id, const QString &title, const QString &iconName, QWidget *parent)
    : QPushButton(parent)
    , m_id(id)
    , m_title(title)
    , m_symbol(icons::icon(iconName))
{
    setAccessibleName(title);
    setAutoDefault(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NavigationButton::setCurrent(bool current)
{
    m_current = current;
    describe();
    update();
}

void NavigationButton::setBadge(int count)
{
    m_badge = count;
    describe();
    update();
}

void NavigationButton::describe()
{
    QStringList words;
    if (m_current)
        words += tr("Current page");
    if (m_badge > 0)
        words += tr("%n waiting", nullptr, m_badge);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
}

QSize NavigationButton::sizeHint() const
{
    return {metrics::NavigationWidth - 2 * metrics::SpaceSm - 1, Height};
}

void NavigationButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = rect();
    painter.setPen(Qt::NoPen);
    if (m_current) {
        painter.setBrush(theme.surface);
        painter.drawRoundedRect(area, metrics::RadiusField, metrics::RadiusField);
        // Only the left part, or the accent would shine through at the other edges.
        QPainterPath bar;
        bar.addRoundedRect(area, metrics::RadiusField, metrics::RadiusField);
        QPainterPath rest;
        rest.addRoundedRect(
            area.adjusted(BarWidth, 0, BarWidth, 0), metrics::RadiusField, metrics::RadiusField);
        painter.fillPath(bar.subtracted(rest), theme.accent);
    } else if (underMouse()) {
        painter.setBrush(theme.border);
        painter.setOpacity(0.5);
        painter.drawRoundedRect(area, metrics::RadiusField, metrics::RadiusField);
        painter.setOpacity(1);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            area.adjusted(1, 1, -1, -1), metrics::RadiusField - 1, metrics::RadiusField - 1);
    }

    const int size = metrics::IconSize;
    m_symbol.paint(&painter, QRect(SymbolLeft, (height() - size) / 2, size, size));
    painter.setPen(theme.text);
    painter.setFont(m_current ? fonts::strong() : fonts::body());
    painter.drawText(
        rect().adjusted(TextLeft, 0, 0, 0), Qt::AlignVCenter | Qt::TextSingleLine, m_title);
    if (m_badge <= 0)
        return;

    const QString count = m_badge > 99 ? QStringLiteral("99+") : QString::number(m_badge);
    const QFont font = fonts::label();
    const int width = QFontMetrics(font).horizontalAdvance(count) + 14;
    const QRectF pill(
        rect().right() - 9 - width, (height() - BadgeHeight) / 2.0, width, BadgeHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.warnSoft);
    painter.drawRoundedRect(pill, BadgeHeight / 2.0, BadgeHeight / 2.0);
    painter.setPen(theme.warn);
    painter.setFont(font);
    painter.drawText(pill, Qt::AlignCenter, count);
}

} // namespace keywright
