#include "ui/accounts/secret_timeline.h"

#include "ui/accounts/time_text.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/marks.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>

namespace keywright {
namespace {

constexpr int CaptionHeight = 18;
constexpr int BarHeight = 12;
constexpr int AxisHeight = 18;
constexpr double SpaceAfterToday = 0.2; ///< share of the picture that is future at least
constexpr int warnDays = 14;
constexpr int badDays = 1;

/// Days between marks, so that at most four stand on the axis.
qint64 stepFor(qint64 days)
{
    constexpr std::array<qint64, 9> steps{1, 2, 7, 14, 30, 91, 182, 365, 730};
    const auto fitting =
        std::find_if(steps.begin(), steps.end(), [days](qint64 step) { return days / step <= 4; });
    return fitting == steps.end() ? std::max<qint64>(1, days / 4) : *fitting;
}

QString markText(const QDate &date, qint64 step)
{
    const QLocale locale;
    if (step < 30)
        return locale.toString(date, QStringLiteral("d MMM"));
    return locale.toString(date, step < 182 ? QStringLiteral("MMM") : QStringLiteral("MMM yyyy"));
}

Tone futureTone(const ClientSecret &secret, const QDateTime &now)
{
    if (!secret.expiresAt.isValid())
        return Tone::Ok;
    const qint64 days = timetext::daysUntil(secret.expiresAt, now);
    if (days <= badDays)
        return Tone::Bad;
    return days <= warnDays ? Tone::Warn : Tone::Ok;
}

} // namespace

SecretTimeline::SecretTimeline(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
{
    accessibility::setRole(this, QAccessible::Graphic);
    setAccessibleName(tr("Time line"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void SecretTimeline::setSecrets(const QList<ClientSecret> &secrets)
{
    m_secrets = secrets;
    m_secrets.removeIf([](const ClientSecret &secret) { return !secret.createdAt.isValid(); });
    std::sort(m_secrets.begin(), m_secrets.end(), [](const ClientSecret &a, const ClientSecret &b) {
        return a.createdAt != b.createdAt ? a.createdAt < b.createdAt : a.id < b.id;
    });
    QStringList description;
    for (const ClientSecret &secret : std::as_const(m_secrets))
        description.append(spoken(secret));
    setAccessibleDescription(description.join(QStringLiteral("; ")));
    setToolTip(description.join(u'\n'));
    setVisible(!m_secrets.isEmpty());
    updateGeometry();
    update();
}

QSize SecretTimeline::sizeHint() const
{
    return {240, topOf(m_secrets.size()) + AxisHeight};
}

int SecretTimeline::topOf(qsizetype row) const
{
    int top = 0;
    for (const ClientSecret &secret : m_secrets.first(row))
        top += static_cast<int>(captions(secret).size()) * CaptionHeight + BarHeight +
               metrics::SpaceMd;
    return top;
}

SecretTimeline::Span SecretTimeline::span() const
{
    const QDateTime now = m_clock->now();
    Span span{now, now};
    for (const ClientSecret &secret : m_secrets) {
        span.from = std::min(span.from, secret.createdAt);
        if (secret.expiresAt.isValid())
            span.to = std::max(span.to, secret.expiresAt);
    }
    const qint64 past = std::max<qint64>(span.from.msecsTo(now), 86'400'000);
    span.from = std::min(span.from, now.addMSecs(-past));
    const auto future = static_cast<qint64>(static_cast<double>(past) * SpaceAfterToday);
    span.to = std::max(span.to, now.addMSecs(future));
    return span;
}

double SecretTimeline::position(const QDateTime &time, const Span &span) const
{
    const double share = static_cast<double>(span.from.msecsTo(time)) /
                         static_cast<double>(span.from.msecsTo(span.to));
    return 1 + share * (width() - 2);
}

QStringList SecretTimeline::captions(const ClientSecret &secret) const
{
    const QDateTime now = m_clock->now();
    const QString name = secret.masked.isEmpty() ? secret.id : secret.masked;
    QStringList parts;
    if (secret.status == SecretStatus::Active)
        parts.append(tr("active"));
    else
        parts.append(secret.status == SecretStatus::Expired ? tr("expired") : tr("deactivated"));
    if (secret.expiresAt.isValid() && secret.status == SecretStatus::Active)
        parts.append(tr("ends %1").arg(timetext::day(secret.expiresAt, now)));
    QStringList lines{QStringLiteral("%1  %2").arg(name, parts.join(QStringLiteral(" · ")))};
    if (secret.lastUsedAt.isValid())
        lines.append(tr("last used %1").arg(timetext::day(secret.lastUsedAt, now)));
    return lines;
}

QString SecretTimeline::spoken(const ClientSecret &secret) const
{
    QStringList parts = captions(secret);
    parts.insert(1, tr("created %1").arg(timetext::day(secret.createdAt, m_clock->now())));
    return parts.join(QStringLiteral(" · "));
}

void SecretTimeline::paintSecret(QPainter &painter, int row, const Span &span) const
{
    const ClientSecret &secret = m_secrets.at(row);
    const Theme theme = Theme::of(this);
    int top = topOf(row);
    painter.setFont(fonts::secondary());
    painter.setPen(theme.muted);
    for (const QString &caption : captions(secret)) {
        const QString text =
            QFontMetrics(fonts::secondary()).elidedText(caption, Qt::ElideRight, width());
        painter.drawText(
            QRect(0, top, width(), CaptionHeight),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
        top += CaptionHeight;
    }

    const double from = position(secret.createdAt, span);
    // Without an end the bar runs out of the picture, so its end is drawn outside.
    const double to =
        secret.expiresAt.isValid() ? position(secret.expiresAt, span) : width() + metrics::SpaceLg;
    const QRectF bar(from, top + 0.5, std::max(4.0, to - from), BarHeight);
    paintBar(painter, bar, secret, position(m_clock->now(), span));
    if (secret.lastUsedAt.isValid())
        marks::drawDot(
            &painter, QPointF(position(secret.lastUsedAt, span), bar.center().y()), theme.text,
            true);
}

void SecretTimeline::paintBar(
    QPainter &painter, const QRectF &area, const ClientSecret &secret, double today) const
{
    const Theme theme = Theme::of(this);
    const auto draw = [&painter, &area, &theme](const QRectF &clip, Tone tone) {
        painter.save();
        painter.setClipRect(clip, Qt::IntersectClip);
        painter.setBrush(theme.soft(tone));
        painter.setPen(QPen(tone == Tone::Neutral ? theme.muted : theme.ink(tone), 1));
        painter.drawRoundedRect(area, metrics::RadiusTag, metrics::RadiusTag);
        painter.restore();
    };
    const QRectF all = area.adjusted(-1, -1, 1, 1);
    if (secret.status == SecretStatus::Deactivated)
        return draw(all, Tone::Neutral);
    if (secret.status == SecretStatus::Expired)
        return draw(all, Tone::Bad);
    QRectF past = all;
    past.setRight(std::min(all.right(), today));
    QRectF future = all;
    future.setLeft(std::max(all.left(), today));
    draw(past, Tone::Ok);
    draw(future, futureTone(secret, m_clock->now()));
}

void SecretTimeline::paintAxis(QPainter &painter, const Span &span) const
{
    const Theme theme = Theme::of(this);
    const int top = topOf(m_secrets.size());
    painter.setFont(fonts::secondary());
    const QFontMetrics font(fonts::secondary());
    const auto place = [&](double x, const QString &text) {
        const int wide = font.horizontalAdvance(text);
        const int left = std::clamp(static_cast<int>(x) - wide / 2, 0, width() - wide);
        return QRect(left, top, wide, AxisHeight);
    };
    const double now = position(m_clock->now(), span);
    const QRect today = place(now, tr("today"));
    painter.setPen(QPen(theme.accent, 1, Qt::DashLine));
    // Beside the captions, not through them.
    for (int row = 0; row < m_secrets.size(); ++row) {
        const int below = topOf(row + 1);
        painter.drawLine(QPointF(now, below - BarHeight - metrics::SpaceMd), QPointF(now, below));
    }
    painter.setPen(theme.accent);
    painter.drawText(today, Qt::AlignCenter | Qt::TextSingleLine, tr("today"));

    painter.setPen(theme.muted);
    const QDate last = span.to.toLocalTime().date();
    QDate date = span.from.toLocalTime().date();
    const qint64 step = stepFor(date.daysTo(last));
    int free = 0; // where the next mark may begin
    for (; date <= last; date = date.addDays(step)) {
        const QString text = markText(date, step);
        const QRect mark = place(position(date.startOfDay(), span), text);
        const QRect around = today.adjusted(-metrics::SpaceSm, 0, metrics::SpaceSm, 0);
        if (mark.left() < free || mark.intersects(around))
            continue;
        painter.drawText(mark, Qt::AlignCenter | Qt::TextSingleLine, text);
        free = mark.right() + metrics::SpaceMd;
    }
}

void SecretTimeline::paintEvent(QPaintEvent *)
{
    if (m_secrets.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Span shown = span();
    for (int row = 0; row < m_secrets.size(); ++row)
        paintSecret(painter, row, shown);
    paintAxis(painter, shown);
    if (hasFocus()) {
        painter.setPen(QPen(Theme::of(this).accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::RadiusTag, metrics::RadiusTag);
    }
}

} // namespace keywright
