#include "ui/theme/theme_controller.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QStyleFactory>

// The macro must be expanded outside any namespace.
static void initKeywrightResources()
{
    Q_INIT_RESOURCE(keywright_ui);
}

namespace keywright {

ThemeController::ThemeController(QApplication &application, ThemeMode mode, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_mode(mode)
{
    initKeywrightResources();
    accessibility::install();
    m_application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_application.setFont(fonts::body());
    followSystem();
    m_application.installEventFilter(this);
}

void ThemeController::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    followSystem();
}

bool ThemeController::eventFilter(QObject *watched, QEvent *event)
{
    // Qt 6.4 has no signal for a changed colour scheme, but it tells every window that the platform
    // theme changed.
    if (event->type() == QEvent::ThemeChange && m_mode == ThemeMode::System && !m_readingSystem)
        followSystem();
    return QObject::eventFilter(watched, event);
}

void ThemeController::followSystem()
{
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && systemIsDark());
    apply(dark ? Theme::dark() : Theme::light());
}

void ThemeController::apply(const Theme &theme)
{
    if (theme == m_theme && Theme::of(QApplication::palette()) == theme)
        return;
    const bool first = m_theme == Theme();
    m_theme = theme;
    QApplication::setPalette(theme.palette());
    m_application.setStyleSheet(styleSheet(theme));
    if (!first)
        Q_EMIT changed();
}

bool ThemeController::systemIsDark()
{
    // An explicit palette hides the desktop's; taking it away for a moment shows what the desktop
    // wants.
    const QScopedValueRollback guard(m_readingSystem, true);
    const QPalette ours = QApplication::palette();
    QApplication::setPalette(QPalette());
    const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    if (m_theme != Theme())
        QApplication::setPalette(ours);
    return dark;
}

} // namespace keywright
