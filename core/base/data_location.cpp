#include "core/base/data_location.h"

#include <QCryptographicHash>
#include <QDir>
#include <QStandardPaths>

#include <utility>

namespace keywright {

DataLocation::DataLocation(QString directory, QString keychainSuffix)
    : m_directory(std::move(directory))
    , m_keychainSuffix(std::move(keychainSuffix))
{
}

DataLocation DataLocation::standard()
{
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return {base + QStringLiteral("/keywright"), {}};
}

DataLocation DataLocation::inDirectory(const QString &directory)
{
    const QString absolute = QDir::cleanPath(QDir(directory).absolutePath());
    const QByteArray hash =
        QCryptographicHash::hash(absolute.toUtf8(), QCryptographicHash::Sha256).toHex();
    return {absolute, QLatin1Char('-') + QString::fromLatin1(hash.first(12))};
}

QString DataLocation::connectionsFile() const
{
    return m_directory + QStringLiteral("/connections.json");
}

QString DataLocation::credentialIndexFile() const
{
    return m_directory + QStringLiteral("/credentials.json");
}

QString DataLocation::settingsFile() const
{
    return m_directory + QStringLiteral("/settings.ini");
}

QString DataLocation::journalFile() const
{
    return m_directory + QStringLiteral("/journal.sqlite");
}

QString DataLocation::lookupsFile() const
{
    return m_directory + QStringLiteral("/lookups.sqlite");
}

QString DataLocation::lockDirectory() const
{
    return m_directory + QStringLiteral("/locks");
}

QString DataLocation::keychainService() const
{
    return QStringLiteral("Keywright") + m_keychainSuffix;
}

} // namespace keywright
