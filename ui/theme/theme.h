#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace keywright {

/// What a coloured thing says. Colour never stands alone: a word or a shape says the same.
enum class Tone { Neutral, Accent, Ok, Warn, Bad };

/// The colour tokens of one appearance.
///
/// How widgets learn the theme: ThemeController writes the tokens into the application's QPalette,
/// and Theme::of() reads the appearance back from the palette a widget has. There is no global to
/// ask, and a change at run time arrives as the ordinary QEvent::PaletteChange. Custom-painted
/// widgets call Theme::of(this) in paintEvent() and need nothing else, because Qt repaints them
/// when the palette changes.
struct Theme
{
    bool isDark = false;
    QColor background; ///< behind cards, filter bar
    QColor surface;    ///< tables, cards, dialogs, header
    QColor alternate;  ///< navigation, status bar, quiet tags
    QColor border;     ///< 1 px lines, fields
    QColor text;
    QColor muted;
    QColor accent;
    QColor accentSoft;
    QColor onAccent; ///< text on a filled accent button
    QColor ok;
    QColor okSoft;
    QColor warn;
    QColor warnSoft;
    QColor bad;
    QColor badSoft;

    bool operator==(const Theme &) const = default;

    /// Foreground of a tone: text, dots, outlines. Neutral is the text colour.
    QColor ink(Tone tone) const;
    /// Background that goes with ink(tone). Neutral is the alternate surface.
    QColor soft(Tone tone) const;

    /// The palette that carries this theme; of(palette()) gives the theme back.
    QPalette palette() const;

    static Theme light();
    static Theme dark();
    static Theme of(const QPalette &palette);
    static Theme of(const QWidget *widget);
};

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor &first, const QColor &second);

} // namespace keywright
