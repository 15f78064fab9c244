#include "app/console/settings_column_state.h"

#include <QSettings>

namespace keywright::console {

namespace {

const QString columnsKey = QStringLiteral("accounts/columns");

} // namespace

QByteArray SettingsColumnState::columns() const
{
    return m_settings.value(columnsKey).toByteArray();
}

void SettingsColumnState::setColumns(const QByteArray &columns)
{
    m_settings.setValue(columnsKey, columns);
}

} // namespace keywright::console
