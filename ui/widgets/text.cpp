#include "ui/widgets/text.h"

#include "ui/theme/fonts.h"

#include <QLabel>
#include <QRegularExpression>
#include <QStyle>
#include <QVariant>

namespace keywright {

namespace {

QFont fontOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Strong:
        return fonts::strong();
    case TextStyle::Note:
        return fonts::secondary();
    case TextStyle::Label:
        return fonts::label();
    case TextStyle::Section:
        return fonts::section();
    case TextStyle::Title:
        return fonts::title();
    case TextStyle::Figure:
        return fonts::figure();
    case TextStyle::Mono:
    case TextStyle::MonoNote:
        return fonts::mono();
    case TextStyle::Body:
    case TextStyle::Muted:
        break;
    }
    return fonts::body();
}

QString inkOf(Tone tone)
{
    switch (tone) {
    case Tone::Accent:
        return QStringLiteral("accent");
    case Tone::Ok:
        return QStringLiteral("ok");
    case Tone::Warn:
        return QStringLiteral("warn");
    case Tone::Bad:
        return QStringLiteral("bad");
    case Tone::Neutral:
        break;
    }
    return {};
}

void setInk(QWidget *widget, const QString &ink)
{
    widget->setProperty("ink", ink);
    repolish(widget);
}

} // namespace

QString breakable(const QString &text)
{
    constexpr qsizetype part = 12;
    constexpr QChar zeroWidthSpace(0x200B);
    // Ids are shorter: they stay as they are.
    static const QRegularExpression longWord(
        QStringLiteral("[^\\W_]{25,}"), QRegularExpression::UseUnicodePropertiesOption);
    QString broken = text;
    qsizetype added = 0;
    for (auto words = longWord.globalMatch(text); words.hasNext();) {
        const QRegularExpressionMatch word = words.next();
        for (qsizetype at = word.capturedStart() + part; at < word.capturedEnd(); at += part) {
            at += text.at(at).isLowSurrogate() ? 1 : 0;
            broken.insert(at + added++, zeroWidthSpace);
        }
    }
    return broken;
}

QLabel *makeLabel(const QString &text, TextStyle style, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    setTextStyle(label, style);
    return label;
}

void setTextStyle(QLabel *label, TextStyle style)
{
    const bool muted =
        style == TextStyle::Muted || style == TextStyle::Note || style == TextStyle::MonoNote;
    label->setFont(fontOf(style));
    setInk(label, muted ? QStringLiteral("muted") : QString());
}

void setTone(QWidget *widget, Tone tone)
{
    setInk(widget, inkOf(tone));
}

void makeSelectable(QLabel *label)
{
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setCursor(Qt::IBeamCursor);
}

void repolish(QWidget *widget)
{
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

} // namespace keywright
