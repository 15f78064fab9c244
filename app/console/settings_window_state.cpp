#include "app/console/settings_window_state.h"

#include <QSettings>

namespace keywright::console {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

QByteArray SettingsWindowState::geometry() const
{
    return m_settings.value(geometryKey).toByteArray();
}

void SettingsWindowState::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(geometryKey, geometry);
}

} // namespace keywright::console
