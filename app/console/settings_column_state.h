#pragma once

#include "ui/accounts/column_state_store.h"

class QSettings;

namespace keywright::console {

/// The columns of the account table in the settings file.
class SettingsColumnState : public ColumnStateStore
{
public:
    /// `settings` must outlive this object.
    explicit SettingsColumnState(QSettings &settings)
        : m_settings(settings)
    {
    }

    QByteArray columns() const override;
    void setColumns(const QByteArray &columns) override;

private:
    QSettings &m_settings;
};

} // namespace keywright::console
