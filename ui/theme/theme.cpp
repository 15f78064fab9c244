#include "ui/theme/theme.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace keywright {

QColor Theme::ink(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accent;
    case Tone::Ok:
        return ok;
    case Tone::Warn:
        return warn;
    case Tone::Bad:
        return bad;
    case Tone::Neutral:
        break;
    }
    return text;
}

QColor Theme::soft(Tone tone) const
{
    switch (tone) {
    case Tone::Accent:
        return accentSoft;
    case Tone::Ok:
        return okSoft;
    case Tone::Warn:
        return warnSoft;
    case Tone::Bad:
        return badSoft;
    case Tone::Neutral:
        break;
    }
    return alternate;
}

QPalette Theme::palette() const
{
    QPalette result;
    result.setColor(QPalette::Window, background);
    result.setColor(QPalette::WindowText, text);
    result.setColor(QPalette::Base, surface);
    result.setColor(QPalette::AlternateBase, alternate);
    result.setColor(QPalette::Text, text);
    result.setColor(QPalette::PlaceholderText, muted);
    result.setColor(QPalette::Button, surface);
    result.setColor(QPalette::ButtonText, text);
    result.setColor(QPalette::BrightText, onAccent);
    result.setColor(QPalette::Highlight, accentSoft);
    result.setColor(QPalette::HighlightedText, text);
    result.setColor(QPalette::Link, accent);
    result.setColor(QPalette::LinkVisited, accent);
    result.setColor(QPalette::ToolTipBase, surface);
    result.setColor(QPalette::ToolTipText, text);
    result.setColor(QPalette::Light, surface);
    result.setColor(QPalette::Midlight, alternate);
    result.setColor(QPalette::Mid, border);
    result.setColor(QPalette::Dark, border);
    result.setColor(QPalette::Shadow, isDark ? QColor(Qt::black) : border);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        result.setColor(QPalette::Disabled, role, muted);
    return result;
}

Theme Theme::light()
{
    return {
        .isDark = false,
        .background = QColor(0xF6, 0xF7, 0xF9),
        .surface = QColor(0xFF, 0xFF, 0xFF),
        .alternate = QColor(0xEF, 0xF1, 0xF5),
        .border = QColor(0xDC, 0xE0, 0xE7),
        .text = QColor(0x1B, 0x24, 0x30),
        .muted = QColor(0x5A, 0x66, 0x75),
        .accent = QColor(0x35, 0x52, 0xC8),
        .accentSoft = QColor(0xE8, 0xEC, 0xFB),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .ok = QColor(0x1A, 0x7A, 0x48),
        .okSoft = QColor(0xE3, 0xF4, 0xEA),
        .warn = QColor(0x8A, 0x5B, 0x00),
        .warnSoft = QColor(0xFB, 0xF0, 0xD9),
        .bad = QColor(0xB3, 0x32, 0x2A),
        .badSoft = QColor(0xFB, 0xE7, 0xE5)};
}

Theme Theme::dark()
{
    return {
        .isDark = true,
        .background = QColor(0x14, 0x18, 0x1F),
        .surface = QColor(0x1B, 0x21, 0x2A),
        .alternate = QColor(0x24, 0x2C, 0x37),
        .border = QColor(0x33, 0x3E, 0x4C),
        .text = QColor(0xE6, 0xEA, 0xF0),
        .muted = QColor(0x9A, 0xA6, 0xB6),
        .accent = QColor(0x8F, 0xA6, 0xFF),
        .accentSoft = QColor(0x27, 0x30, 0x55),
        .onAccent = QColor(0x12, 0x18, 0x26),
        .ok = QColor(0x56, 0xC9, 0x95),
        .okSoft = QColor(0x1C, 0x3A, 0x2C),
        .warn = QColor(0xE5, 0xB8, 0x4B),
        .warnSoft = QColor(0x3B, 0x31, 0x18),
        .bad = QColor(0xFF, 0x8A, 0x80),
        .badSoft = QColor(0x44, 0x25, 0x23)};
}

Theme Theme::of(const QPalette &palette)
{
    // Style sheets rewrite the text and background roles of a widget's palette, but never the link
    // colour.
    const Theme darkTheme = dark();
    return palette.color(QPalette::Link) == darkTheme.accent ? darkTheme : light();
}

Theme Theme::of(const QWidget *widget)
{
    return of(widget->palette());
}

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

double contrast(const QColor &first, const QColor &second)
{
    // The list form returns values; the other one would refer to the temporaries.
    const auto [darker, lighter] = std::minmax({luminance(first), luminance(second)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace keywright
