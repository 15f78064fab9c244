#include "app/console/data_home.h"

#include "app/console/console_options.h"

#include <QSettings>

namespace keywright::console {

namespace {

DataLocation locationFor(const ConsoleOptions &options, std::optional<QTemporaryDir> &temporary)
{
    if (!options.dataDirectory.isEmpty())
        return DataLocation::inDirectory(options.dataDirectory);
    if (!options.sandbox)
        return DataLocation::standard();
    return DataLocation::inDirectory(temporary.emplace().path());
}

} // namespace

DataHome::DataHome(const ConsoleOptions &options)
    : m_chosen(!options.dataDirectory.isEmpty())
    , m_location(locationFor(options, m_temporary))
{
}

QString DataHome::sandboxDirectory() const
{
    return m_chosen ? m_location.directory() + QStringLiteral("/sandbox") : QString();
}

void confineQtSettings(const ConsoleOptions &options)
{
    if (!options.dataDirectory.isEmpty())
        QSettings::setPath(
            QSettings::NativeFormat, QSettings::UserScope,
            DataLocation::inDirectory(options.dataDirectory).directory());
}

} // namespace keywright::console
