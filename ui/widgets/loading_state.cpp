#include "ui/widgets/loading_state.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTimerEvent>

#include <array>

namespace keywright {

namespace {

constexpr int DelayMs = 150;
constexpr int BarHeight = 10;
constexpr std::array Shares{0.32, 0.46, 0.28, 0.40, 0.36};

} // namespace

LoadingState::LoadingState(const QString &text, QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(text);
    accessibility::setRole(this, QAccessible::StaticText);
}

QSize LoadingState::sizeHint() const
{
    return {320, 5 * metrics::TallRow};
}

void LoadingState::paintEvent(QPaintEvent *)
{
    if (!m_visibleYet)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(this).border);
    painter.setOpacity(0.7);
    const int rows = height() / metrics::TallRow;
    const qreal room = width() - 2 * metrics::SpaceLg;
    for (int row = 0; row < rows; ++row) {
        const qreal top = row * metrics::TallRow + (metrics::TallRow - BarHeight) / 2.0;
        const qreal share = Shares.at(static_cast<std::size_t>(row) % Shares.size());
        painter.drawRoundedRect(
            QRectF(metrics::SpaceLg, top, room * share, BarHeight), metrics::RadiusTag,
            metrics::RadiusTag);
        painter.drawRoundedRect(
            QRectF(metrics::SpaceLg + room * 0.6, top, room * (0.5 - share / 2), BarHeight),
            metrics::RadiusTag, metrics::RadiusTag);
    }
}

void LoadingState::showEvent(QShowEvent *)
{
    m_visibleYet = false;
    m_delay.start(DelayMs, this);
}

void LoadingState::hideEvent(QHideEvent *)
{
    m_delay.stop();
}

void LoadingState::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_delay.timerId())
        return QWidget::timerEvent(event);
    m_delay.stop();
    m_visibleYet = true;
    update();
}

} // namespace keywright
