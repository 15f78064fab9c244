// The system's keychain as it really is: gnome-keyring on a D-Bus session of its own, unlocked,
// locked, absent, or silent.

#include "tests/support/private_bus.h"

#include <QDBusVirtualObject>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace keywright::test;

namespace {

/// Owns the name and never answers, as a service that hangs.
class SilentService : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &, const QDBusConnection &) override { return true; }
};

const QString sampleValue = QStringLiteral("not-a-real-secret-æ-0123456789");

} // namespace

class KeychainSystemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void roundTrip();
    void overwriting();
    void absentEntryIsNotFound();
    void removingTwiceIsSuccess();
    void tooLongIsRefused();
    void lockedIsNotNotFound();
    void markedButNeverWritten();
    void removingWhileLockedFails();
    void entryRemovedByAnotherProgram();
    void sharedIndexSurvivesRestart();
    void noService();
    void noBus();
    void silentService();

private:
    void startDriver(const QString &busAddress = {});
    QJsonObject ask(const QString &operation, const QString &item = {}, const QString &value = {});

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<GnomeKeyring> m_keyring;
    std::unique_ptr<QProcess> m_driver;
};

void KeychainSystemTest::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    m_keyring = std::make_unique<GnomeKeyring>(*m_bus);
}

void KeychainSystemTest::cleanup()
{
    if (m_driver)
        endProcess(*m_driver);
    m_driver.reset();
    m_keyring.reset();
    m_bus.reset();
}

void KeychainSystemTest::startDriver(const QString &busAddress)
{
    m_driver = std::make_unique<QProcess>();
    QProcessEnvironment environment = m_bus->environment();
    if (!busAddress.isEmpty())
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), busAddress);
    m_driver->setProcessEnvironment(environment);
    m_driver->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_driver->start(
        QStringLiteral(KEYCHAIN_DRIVER), {m_bus->path(QStringLiteral("data/credentials.json"))});
    QVERIFY(m_driver->waitForStarted());
}

QJsonObject
KeychainSystemTest::ask(const QString &operation, const QString &item, const QString &value)
{
    const QJsonObject command{
        {QStringLiteral("op"), operation},
        {QStringLiteral("connection"), QStringLiteral("c1")},
        {QStringLiteral("owner"), QStringLiteral("account/1")},
        {QStringLiteral("item"), item},
        {QStringLiteral("label"), QStringLiteral("Keywright · Test · ") + item},
        {QStringLiteral("value"), value}};
    m_driver->write(QJsonDocument(command).toJson(QJsonDocument::Compact) + '\n');
    if (!QTest::qWaitFor([this] { return m_driver->canReadLine(); }, 30'000))
        return {{QStringLiteral("error"), QStringLiteral("the driver did not answer")}};
    return QJsonDocument::fromJson(m_driver->readLine()).object();
}

#define COMPARE_TEXT(object, key, expected)                                                        \
    QCOMPARE((object).value(QStringLiteral(key)).toString(), QStringLiteral(expected))
#define VERIFY_DONE(object)                                                                        \
    QVERIFY2(                                                                                      \
        !(object).contains(QStringLiteral("error")), QJsonDocument(object).toJson().constData())

void KeychainSystemTest::roundTrip()
{
    QVERIFY(m_keyring->start());
    startDriver();
    COMPARE_TEXT(ask(QStringLiteral("probe")), "state", "unlocked");
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    const QJsonObject read = ask(QStringLiteral("read"), QStringLiteral("s1"));
    QCOMPARE(read.value(QStringLiteral("value")).toString(), sampleValue);
    QCOMPARE(m_keyring->labels(), QStringList(QStringLiteral("Keywright · Test · s1")));
    VERIFY_DONE(ask(QStringLiteral("remove"), QStringLiteral("s1")));
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "error", "not-found");
    QVERIFY(m_keyring->labels().isEmpty());
}

void KeychainSystemTest::overwriting()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), QStringLiteral("another")));
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "value", "another");
    QCOMPARE(m_keyring->labels().size(), 1);
}

void KeychainSystemTest::absentEntryIsNotFound()
{
    QVERIFY(m_keyring->start());
    startDriver();
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("never")), "error", "not-found");
}

void KeychainSystemTest::removingTwiceIsSuccess()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("remove"), QStringLiteral("never")));
}

void KeychainSystemTest::tooLongIsRefused()
{
    QVERIFY(m_keyring->start());
    startDriver();
    const QString tooLong(65 * 1024, QLatin1Char('x'));
    const QJsonObject refused = ask(QStringLiteral("write"), QStringLiteral("s1"), tooLong);
    COMPARE_TEXT(refused, "error", "keychain");
    QVERIFY(m_keyring->labels().isEmpty());
}

void KeychainSystemTest::lockedIsNotNotFound()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    QVERIFY(m_keyring->lock());
    COMPARE_TEXT(ask(QStringLiteral("probe")), "state", "locked");
    for (const auto &item : {QStringLiteral("s1"), QStringLiteral("never")}) {
        const QJsonObject refused = ask(QStringLiteral("read"), item);
        COMPARE_TEXT(refused, "error", "keychain");
        QVERIFY(refused.value(QStringLiteral("message")).toString().contains(u"locked"));
        QVERIFY(!refused.value(QStringLiteral("hint")).toString().isEmpty());
        QVERIFY(refused.value(QStringLiteral("ms")).toInt() < 5000);
    }
    const QJsonObject write = ask(QStringLiteral("write"), QStringLiteral("s2"), sampleValue);
    COMPARE_TEXT(write, "error", "keychain");
}

/// A process ended between its mark and the keychain.
void KeychainSystemTest::markedButNeverWritten()
{
    QVERIFY(m_keyring->start());
    QDir().mkpath(m_bus->path(QStringLiteral("data")));
    QFile index(m_bus->path(QStringLiteral("data/credentials.json")));
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write("{\"version\":1,\"credentials\":[{\"connection\":\"c1\",\"owner\":\"account/1\","
                "\"item\":\"s1\",\"label\":\"x\",\"unconfirmed\":true}]}");
    index.close();
    startDriver();
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "error", "not-found");
    QVERIFY(m_keyring->lock());
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "error", "keychain");
}

void KeychainSystemTest::removingWhileLockedFails()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    QVERIFY(m_keyring->lock());
    COMPARE_TEXT(ask(QStringLiteral("remove"), QStringLiteral("s1")), "error", "keychain");
    QCOMPARE(m_keyring->labels().size(), 1);
    const QJsonArray stored =
        ask(QStringLiteral("stored")).value(QStringLiteral("stored")).toArray();
    QCOMPARE(stored.size(), 1);
}

void KeychainSystemTest::entryRemovedByAnotherProgram()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    QVERIFY(m_keyring->removeAll());
    const QJsonObject gone = ask(QStringLiteral("read"), QStringLiteral("s1"));
    COMPARE_TEXT(gone, "error", "keychain");
    // Removing it clears the mark, and from then on it was never there.
    VERIFY_DONE(ask(QStringLiteral("remove"), QStringLiteral("s1")));
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "error", "not-found");
}

void KeychainSystemTest::sharedIndexSurvivesRestart()
{
    QVERIFY(m_keyring->start());
    startDriver();
    VERIFY_DONE(ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue));
    endProcess(*m_driver);
    startDriver();
    const QJsonArray stored =
        ask(QStringLiteral("stored")).value(QStringLiteral("stored")).toArray();
    QCOMPARE(stored, QJsonArray{QStringLiteral("Keywright · Test · s1")});
    const QJsonObject read = ask(QStringLiteral("read"), QStringLiteral("s1"));
    QCOMPARE(read.value(QStringLiteral("value")).toString(), sampleValue);
}

void KeychainSystemTest::noService()
{
    startDriver();
    COMPARE_TEXT(ask(QStringLiteral("probe")), "state", "missing");
    const QJsonObject refused = ask(QStringLiteral("write"), QStringLiteral("s1"), sampleValue);
    COMPARE_TEXT(refused, "error", "keychain");
    QVERIFY(refused.value(QStringLiteral("message")).toString().contains(u"no keychain service"));
    QVERIFY(refused.value(QStringLiteral("hint")).toString().contains(u"Install"));
}

void KeychainSystemTest::noBus()
{
    startDriver(QStringLiteral("unix:path=") + m_bus->path(QStringLiteral("no-such-socket")));
    COMPARE_TEXT(ask(QStringLiteral("probe")), "state", "missing");
    COMPARE_TEXT(ask(QStringLiteral("read"), QStringLiteral("s1")), "error", "keychain");
}

void KeychainSystemTest::silentService()
{
    SilentService silent;
    QDBusConnection bus = m_bus->connection();
    QVERIFY(bus.registerVirtualObject(QStringLiteral("/"), &silent, QDBusConnection::SubPath));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.secrets")));
    startDriver();
    COMPARE_TEXT(ask(QStringLiteral("probe")), "state", "not-answering");
    const QJsonObject refused = ask(QStringLiteral("read"), QStringLiteral("s1"));
    COMPARE_TEXT(refused, "error", "keychain");
    QVERIFY(refused.value(QStringLiteral("message")).toString().contains(u"in time"));
    QVERIFY(refused.value(QStringLiteral("ms")).toInt() < 5000);
}

QTEST_GUILESS_MAIN(KeychainSystemTest)
#include "tst_keychain_system.moc"
