#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QApplication;

namespace keywright {

enum class ThemeMode { System, Light, Dark };

/// Gives the application its looks: Fusion, the palette of the theme, one style sheet, the body
/// font.
///
/// Made once by the composition root, before the first widget. Nothing asks it for colours; see
/// Theme. It also registers the icons and the accessible roles of the own widgets, so tests that
/// show widgets make one too.
class ThemeController : public QObject
{
    Q_OBJECT
public:
    explicit ThemeController(
        QApplication &application, ThemeMode mode = ThemeMode::System, QObject *parent = nullptr);

    ThemeMode mode() const { return m_mode; }
    void setMode(ThemeMode mode);

    const Theme &theme() const { return m_theme; }

Q_SIGNALS:
    /// The appearance is another one now, and everything that is open has been restyled.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void followSystem();
    void apply(const Theme &theme);
    bool systemIsDark();

    QApplication &m_application;
    ThemeMode m_mode;
    Theme m_theme;
    bool m_readingSystem = false;
};

} // namespace keywright
