#pragma once

#include "ui/theme/theme.h"

#include <QString>

class QLabel;
class QWidget;

namespace keywright {

/// The type scale as label styles. Muted and Note are in the muted colour, the others in the text
/// colour.
enum class TextStyle { Body, Strong, Muted, Note, Label, Section, Title, Figure, Mono, MonoNote };

/// A label in a text style: plain text, never interpreted as rich text, no mnemonics.
QLabel *
makeLabel(const QString &text, TextStyle style = TextStyle::Body, QWidget *parent = nullptr);

/// Puts an existing label into a text style.
void setTextStyle(QLabel *label, TextStyle style);

/// Colours a label or a quiet button by tone, for figures, inline errors and links.
void setTone(QWidget *widget, Tone tone);

/// The text with places to wrap in words that are too long for a line. To be shown, not copied.
QString breakable(const QString &text);

/// Lets people select and copy the text with mouse and keyboard.
void makeSelectable(QLabel *label);

/// Makes the style sheet look again at a widget after one of its dynamic properties changed.
void repolish(QWidget *widget);

} // namespace keywright
