#pragma once

#include <QString>

namespace keywright {

/// Where one installation keeps its files, and how its keychain entries are told from those of
/// another. Nothing is created or read by making one.
class DataLocation
{
public:
    /// The user's own location, shared by the window and the command line.
    static DataLocation standard();
    /// Everything below `directory`, with keychain entries of its own.
    static DataLocation inDirectory(const QString &directory);

    const QString &directory() const { return m_directory; }
    QString connectionsFile() const;
    QString credentialIndexFile() const;
    QString settingsFile() const;
    /// What is under way: see JournalDatabase.
    QString journalFile() const;
    /// The lookups that were made; see LookupHistory.
    QString lookupsFile() const;
    QString lockDirectory() const;
    /// The service name of this location's keychain entries.
    QString keychainService() const;

private:
    DataLocation(QString directory, QString keychainSuffix);

    QString m_directory;
    QString m_keychainSuffix;
};

} // namespace keywright
