// The kill matrix with the keychain that people have, at its worst moments: gnome-keyring, which
// goes on with what a killed process had asked for.

#include "tests/support/kill_rounds.h"
#include "tests/support/private_bus.h"

#include <QTest>

using namespace keywright::test;

class KillKeyringTest : public KillRounds
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void aroundTheKeychain_data();
    void aroundTheKeychain();

private:
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<GnomeKeyring> m_keyring;
};

/// One for all rounds: QtDBus and libsecret stay with the bus that they saw first.
void KillKeyringTest::initTestCase()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    const QProcessEnvironment environment = m_bus->environment();
    for (const QString &name : environment.keys())
        qputenv(name.toLatin1().constData(), environment.value(name).toUtf8());
    // No prompt can be shown.
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
    m_keyring = std::make_unique<GnomeKeyring>(*m_bus);
    QVERIFY(m_keyring->start());
}

void KillKeyringTest::cleanupTestCase()
{
    m_world.reset();
    m_keyring.reset();
    m_bus.reset();
}

void KillKeyringTest::aroundTheKeychain_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("end");
    const QString tecton = QStringLiteral("tecton");
    const QString oauth = QStringLiteral("oauth");
    const QString key = QStringLiteral("api-key");
    for (const char *moment :
         {"before-keychain:1", "in-keychain:1:500", "in-keychain:1:2000", "in-keychain:1:4000",
          "after-keychain:1"}) {
        const QString end = QString::fromLatin1(moment);
        const auto add = [&](const char *name, const QString &provider, const char *verb,
                             const QString &type) {
            QTest::addRow("%s, %s", name, moment)
                << provider << QString::fromLatin1(verb) << type << end;
        };
        add("create, Tecton client secret", tecton, "create", oauth);
        add("create, Tecton API key", tecton, "create", key);
        add("rotate, Tecton client secret", tecton, "rotate", oauth);
        add("rotate, Atlas client secret", QStringLiteral("atlas"), "rotate", oauth);
    }
}

void KillKeyringTest::aroundTheKeychain()
{
    QFETCH(QString, provider);
    QFETCH(QString, verb);
    QFETCH(QString, type);
    QFETCH(QString, end);
    QVERIFY(m_keyring->removeAll());
    begin(provider, QStringLiteral("Keywright-test"));
    QVERIFY(!killOnce(verb, type, end));
    // Neither a secret that nobody knows of, nor one too many.
    QCOMPARE(m_keyring->labels().size(), 1);
}

QTEST_GUILESS_MAIN(KillKeyringTest)
#include "tst_kill_keyring.moc"
