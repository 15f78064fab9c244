#include "ui/theme/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace keywright::icons {

namespace {

QColor resolve(Ink ink, const Theme &theme)
{
    switch (ink) {
    case Ink::Muted:
        return theme.muted;
    case Ink::Accent:
        return theme.accent;
    case Ink::OnAccent:
        return theme.onAccent;
    case Ink::Ok:
        return theme.ok;
    case Ink::Warn:
        return theme.warn;
    case Ink::Bad:
        return theme.bad;
    case Ink::Text:
        break;
    }
    return theme.text;
}

QString pathOf(const QString &name)
{
    return QStringLiteral(":/keywright/icons/%1.svg").arg(name);
}

class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(QString name, Ink ink)
        : m_name(std::move(name))
        , m_ink(ink)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device()->devicePixelRatioF();
        const QSize pixels = (QSizeF(rect.size()) * scale).toSize();
        QPixmap drawn = scaledPixmap(pixels, mode, state, scale);
        painter->drawPixmap(rect, drawn);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        const Theme theme = Theme::of(QGuiApplication::palette());
        const QColor color = resolve(m_ink, theme);
        const qreal opacity = mode == QIcon::Disabled ? 0.45 : 1.0;
        const QString key = QStringLiteral("keywright-icon/%1/%2/%3x%4/%5")
                                .arg(m_name, color.name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(opacity);
        QPixmap result;
        if (!QPixmapCache::find(key, &result)) {
            result = render(size, color, opacity);
            QPixmapCache::insert(key, result);
        }
        return result;
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_ink); }

private:
    QPixmap render(const QSize &size, const QColor &color, qreal opacity) const
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QFile file(pathOf(m_name));
        if (!file.open(QIODevice::ReadOnly))
            return result;
        QByteArray source = file.readAll();
        source.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(source);
        QPainter painter(&result);
        painter.setOpacity(opacity);
        renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
        return result;
    }

    QString m_name;
    Ink m_ink;
};

} // namespace

QIcon icon(const QString &name, Ink ink)
{
    if (!QFile::exists(pathOf(name)))
        return {};
    return QIcon(new LineIconEngine(name, ink));
}

QIcon forTone(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return icon(QStringLiteral("check"), Ink::Ok);
    case Tone::Warn:
        return icon(QStringLiteral("warning"), Ink::Warn);
    case Tone::Bad:
        return icon(QStringLiteral("error"), Ink::Bad);
    case Tone::Accent:
        return icon(QStringLiteral("info"), Ink::Accent);
    case Tone::Neutral:
        break;
    }
    return icon(QStringLiteral("info"), Ink::Muted);
}

} // namespace keywright::icons
