#include "ui/lookup/latency_histogram.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace keywright {

namespace {

constexpr int barsHeight = 64;
constexpr int scaleHeight = 18;
constexpr double widestPitch = 64;
constexpr double gap = metrics::SpaceXs;
constexpr double radius = 2;
constexpr double quietShare = 0.75; ///< how much of the accent the bars have that are not chosen

/// Bounds have two digits that count, so "1.5", "15" and "0.07" are exact.
QString boundNumber(std::chrono::microseconds time, double unit)
{
    constexpr int digits = 3;
    return QLocale::c().toString(double(time.count()) / unit, 'g', digits);
}

QString boundText(std::chrono::microseconds time)
{
    constexpr double millisecond = 1e3;
    constexpr double second = 1e6;
    return double(time.count()) < second
               ? LatencyHistogram::tr("%1 ms").arg(boundNumber(time, millisecond))
               : LatencyHistogram::tr("%1 s").arg(boundNumber(time, second));
}

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto part = [share](int top, int bottom) {
        return int(std::lround(top * share + bottom * (1 - share)));
    };
    return {
        part(over.red(), under.red()), part(over.green(), under.green()),
        part(over.blue(), under.blue())};
}

} // namespace

LatencyHistogram::LatencyHistogram(QWidget *parent)
    : QWidget(parent)
{
    accessibility::setRole(this, QAccessible::Chart);
    setAccessibleName(tr("Latency histogram"));
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LatencyHistogram::setSummary(const LatencySummary &summary)
{
    m_summary = summary;
    m_current = -1;
    m_most = 0;
    QStringList bars;
    for (int bar = 0; bar < int(m_summary.buckets.size()); ++bar) {
        m_most = std::max(m_most, m_summary.buckets.at(bar).count);
        if (m_summary.buckets.at(bar).count > 0)
            bars += barText(bar);
    }
    setAccessibleDescription(bars.join(QStringLiteral("; ")));
    update();
}

QString LatencyHistogram::barText(int bar) const
{
    const LatencyBucket &bucket = m_summary.buckets.at(bar);
    return tr("%1 to %2: %3 of %4")
        .arg(boundText(bucket.from), boundText(bucket.to))
        .arg(bucket.count)
        .arg(m_summary.count);
}

QSize LatencyHistogram::sizeHint() const
{
    return {240, barsHeight + scaleHeight};
}

QSize LatencyHistogram::minimumSizeHint() const
{
    return {120, barsHeight + scaleHeight};
}

double LatencyHistogram::pitch() const
{
    return std::min(widestPitch, double(width()) / double(m_summary.buckets.size()));
}

double LatencyHistogram::begin(int bar) const
{
    const double scale = devicePixelRatioF();
    return std::round(bar * pitch() * scale) / scale;
}

int LatencyHistogram::barAt(double x) const
{
    const int count = int(m_summary.buckets.size());
    const int bar = count > 0 && x >= 0 ? int(x / pitch()) : -1;
    return bar < count ? bar : -1;
}

int LatencyHistogram::tallest() const
{
    const auto most = std::ranges::max_element(m_summary.buckets, {}, &LatencyBucket::count);
    return most == m_summary.buckets.end() ? -1 : int(most - m_summary.buckets.begin());
}

void LatencyHistogram::setCurrent(int bar)
{
    if (bar < 0 || bar == m_current)
        return;
    m_current = bar;
    update();
    Q_EMIT currentChanged(bar);
}

bool LatencyHistogram::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto &help = static_cast<const QHelpEvent &>(*event);
    const int bar = barAt(help.pos().x());
    if (bar < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(), barText(bar), this);
    return true;
}

void LatencyHistogram::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_current < 0 && event->reason() != Qt::MouseFocusReason)
        setCurrent(tallest());
    update();
}

void LatencyHistogram::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_summary.buckets.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(std::max(0, m_current - 1));
    case Qt::Key_Right:
        return setCurrent(std::min(last, m_current + 1));
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(last);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LatencyHistogram::mousePressEvent(QMouseEvent *event)
{
    setCurrent(barAt(event->position().x()));
}

void LatencyHistogram::paintBar(QPainter &painter, int bar) const
{
    const Theme theme = Theme::of(this);
    const double scale = devicePixelRatioF();
    const double left = begin(bar);
    const double right = std::max(left + 1, begin(bar + 1) - (pitch() > 3 * gap ? gap : 1));
    if (bar == m_current && hasFocus()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accentSoft);
        painter.drawRect(QRectF(left, 0, right - left, barsHeight));
    }
    const int count = m_summary.buckets.at(bar).count;
    if (count == 0)
        return;
    // However few there are, they can be seen.
    const double share = double(count) / m_most;
    const double high = std::max(1.0, std::round(share * (barsHeight - 1) * scale) / scale);
    painter.save();
    painter.setClipRect(QRectF(left, 0, right - left, barsHeight));
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        bar == m_current ? theme.accent : mixed(theme.accent, theme.surface, quietShare));
    painter.drawRoundedRect(
        QRectF(left, barsHeight - high, right - left, high + radius), radius, radius);
    painter.restore();
}

void LatencyHistogram::paintScale(QPainter &painter) const
{
    const Theme theme = Theme::of(this);
    const int count = int(m_summary.buckets.size());
    painter.setFont(fonts::secondary());
    const QFontMetrics font(fonts::secondary());
    painter.setPen(theme.muted);
    int free = 0; // where the next mark may begin
    for (int bound = 0; bound <= count; ++bound) {
        const QString text = boundText(
            bound < count ? m_summary.buckets.at(bound).from : m_summary.buckets.last().to);
        const int wide = font.horizontalAdvance(text);
        const int left = std::clamp(int(begin(bound)) - wide / 2, 0, std::max(0, width() - wide));
        if (bound > 0 && left < free)
            continue;
        painter.drawText(
            QRect(left, barsHeight, wide, scaleHeight),
            Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
        free = left + wide + metrics::SpaceMd;
    }
}

void LatencyHistogram::paintEvent(QPaintEvent *)
{
    if (m_summary.buckets.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int bar = 0; bar < int(m_summary.buckets.size()); ++bar)
        paintBar(painter, bar);
    const double line = 1 / devicePixelRatioF();
    painter.fillRect(QRectF(0, barsHeight - line, width(), line), Theme::of(this).border);
    paintScale(painter);
}

} // namespace keywright
