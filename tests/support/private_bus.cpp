#include "tests/support/private_bus.h"

#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QTest>
#include <QUuid>

namespace keywright::test {

namespace {

const QString secretsName = QStringLiteral("org.freedesktop.secrets");
const QString secretsPath = QStringLiteral("/org/freedesktop/secrets");

QByteArray busConfiguration(const QString &socketDirectory)
{
    const QString text = QStringLiteral(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
        "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">"
        "<busconfig><type>session</type><listen>unix:tmpdir=%1</listen><auth>EXTERNAL</auth>"
        "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
    return text.arg(socketDirectory).toUtf8();
}

QDBusMessage secretsCall(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(secretsName, path, interface, method);
}

QVariant property(
    const QDBusConnection &bus, const QString &path, const QString &interface, const QString &name)
{
    QDBusMessage get =
        secretsCall(path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    get << interface << name;
    const QDBusReply<QDBusVariant> reply = bus.call(get);
    return reply.value().variant();
}

} // namespace

void endProcess(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (!process.waitForFinished(5000)) {
        process.kill();
        process.waitForFinished(5000);
    }
}

PrivateBus::PrivateBus()
    : m_connectionName(QUuid::createUuid().toString())
{
}

PrivateBus::~PrivateBus()
{
    QDBusConnection::disconnectFromBus(m_connectionName);
    endProcess(m_daemon);
}

bool PrivateBus::start()
{
    QFile configuration(path(QStringLiteral("bus.conf")));
    if (!configuration.open(QIODevice::WriteOnly))
        return false;
    configuration.write(busConfiguration(m_directory.path()));
    configuration.close();
    QDir().mkdir(path(QStringLiteral("run")));
    QFile::setPermissions(
        path(QStringLiteral("run")),
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);

    m_daemon.start(
        QStringLiteral("dbus-daemon"),
        {QStringLiteral("--config-file=") + configuration.fileName(), QStringLiteral("--nofork"),
         QStringLiteral("--print-address")});
    if (!QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, 10'000))
        return false;
    m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
    return QDBusConnection::connectToBus(m_address, m_connectionName).isConnected();
}

QProcessEnvironment PrivateBus::environment() const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_address);
    environment.insert(QStringLiteral("HOME"), m_directory.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
    environment.insert(QStringLiteral("XDG_CACHE_HOME"), path(QStringLiteral("cache")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), path(QStringLiteral("run")));
    // No screen either, so that no prompt can be shown.
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.remove(QStringLiteral("GNOME_KEYRING_CONTROL"));
    return environment;
}

QDBusConnection PrivateBus::connection() const
{
    return QDBusConnection(m_connectionName);
}

bool PrivateBus::hasService(const QString &name) const
{
    return connection().interface()->isServiceRegistered(name);
}

GnomeKeyring::GnomeKeyring(PrivateBus &bus)
    : m_bus(bus)
{
}

GnomeKeyring::~GnomeKeyring()
{
    endProcess(m_daemon);
}

bool GnomeKeyring::start()
{
    m_daemon.setProcessEnvironment(m_bus.environment());
    m_daemon.start(
        QStringLiteral("gnome-keyring-daemon"),
        {QStringLiteral("--foreground"), QStringLiteral("--components=secrets"),
         QStringLiteral("--unlock")});
    if (!m_daemon.waitForStarted(10'000))
        return false;
    m_daemon.write("a throw-away password");
    m_daemon.closeWriteChannel();
    return QTest::qWaitFor([this] { return m_bus.hasService(secretsName); }, 10'000);
}

bool GnomeKeyring::lock()
{
    QDBusConnection bus = m_bus.connection();
    QDBusMessage alias = secretsCall(
        secretsPath, QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("ReadAlias"));
    alias << QStringLiteral("default");
    const QDBusReply<QDBusObjectPath> collection = bus.call(alias);
    if (!collection.isValid())
        return false;
    QDBusMessage lock = secretsCall(
        secretsPath, QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    lock << QVariant::fromValue(QList<QDBusObjectPath>(1, collection.value()));
    return bus.call(lock).type() == QDBusMessage::ReplyMessage;
}

QList<QDBusObjectPath> GnomeKeyring::items() const
{
    return qdbus_cast<QList<QDBusObjectPath>>(property(
        m_bus.connection(), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Items")));
}

QStringList GnomeKeyring::labels() const
{
    QStringList labels;
    for (const QDBusObjectPath &item : items()) {
        const QVariant label = property(
            m_bus.connection(), item.path(), QStringLiteral("org.freedesktop.Secret.Item"),
            QStringLiteral("Label"));
        labels.append(label.toString());
    }
    return labels;
}

bool GnomeKeyring::removeAll()
{
    for (const QDBusObjectPath &item : items())
        m_bus.connection().call(secretsCall(
            item.path(), QStringLiteral("org.freedesktop.Secret.Item"), QStringLiteral("Delete")));
    return items().isEmpty();
}

} // namespace keywright::test
