#pragma once

#include "ui/shell/window_state_store.h"

class QSettings;

namespace keywright::console {

/// The window's size and place in the settings file.
class SettingsWindowState : public WindowStateStore
{
public:
    /// `settings` must outlive this object.
    explicit SettingsWindowState(QSettings &settings)
        : m_settings(settings)
    {
    }

    QByteArray geometry() const override;
    void setGeometry(const QByteArray &geometry) override;

private:
    QSettings &m_settings;
};

} // namespace keywright::console
