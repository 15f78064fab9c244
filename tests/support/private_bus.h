#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace keywright::test {

/// A D-Bus session of its own, on which nothing can be activated, with a home of its own.
class PrivateBus
{
public:
    PrivateBus();
    ~PrivateBus();

    bool start();
    const QString &address() const { return m_address; }
    QString path(const QString &name) const { return m_directory.filePath(name); }
    /// For programs that shall live on this bus and in this home.
    QProcessEnvironment environment() const;
    /// A connection of the test itself; the same at each call.
    QDBusConnection connection() const;
    bool hasService(const QString &name) const;

private:
    QTemporaryDir m_directory;
    QProcess m_daemon;
    QString m_address;
    QString m_connectionName;
};

/// A real gnome-keyring on a private bus.
class GnomeKeyring
{
public:
    explicit GnomeKeyring(PrivateBus &bus);
    ~GnomeKeyring();

    /// Starts it with an unlocked, empty login keyring.
    bool start();
    bool lock();
    /// The labels of all items, as the system's password program would show them.
    QStringList labels() const;
    /// Deletes all items, as another program would.
    bool removeAll();

private:
    QList<QDBusObjectPath> items() const;

    PrivateBus &m_bus;
    QProcess m_daemon;
};

/// Ends a child process that the test started.
void endProcess(QProcess &process);

} // namespace keywright::test
