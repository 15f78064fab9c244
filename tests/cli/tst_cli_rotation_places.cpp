// Rotations of an account for which somebody has noted where its secret is used.

#include "core/connection/connection_store.h"
#include "core/rotation/consumer_register.h"
#include "tests/cli/keyring_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class CliRotationPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void retiresOnlyWhatWasHandedOver();
    void retiresAtOnceOnlyWithConsent_data();
    void retiresAtOnceOnlyWithConsent();
    void tellsWhatBelongsToIt();
    void namesItsConnection();
    void saysOnlyWhatIsToCome();

private:
    QString dataFile(const char *name) const
    {
        return m_cli->homeFile(QStringLiteral(".local/share/keywright/") + QLatin1StringView(name));
    }
    /// Works on what the window notes and ticks.
    ConsumerRegister consumers() const
    {
        return {
            std::make_shared<JournalDatabase>(dataFile("journal.sqlite")),
            std::make_shared<SystemClock>()};
    }
    Consumer note(const char *kind, const char *place) const
    {
        return consumers()
            .add(m_connection, m_account, QLatin1StringView(kind), QLatin1StringView(place))
            .value();
    }
    Outcome start(const char *options) const
    {
        return m_cli->stored(
            words("--json rotate start") + QStringList(m_account) + words(options));
    }
    qsizetype secrets() const
    {
        return m_cli->stored(words("--json secrets list") + QStringList(m_account)).array().size();
    }

    std::unique_ptr<KeyringFixture> m_cli;
    QString m_connection;
    QString m_account;
};

void CliRotationPlacesTest::init()
{
    m_cli = std::make_unique<KeyringFixture>();
    QCOMPARE(m_cli->start(), QString());
    QCOMPARE(m_cli->addAtlas().status, 0);
    ConnectionStore connections(dataFile("connections.json"));
    QVERIFY(connections.load());
    m_connection = connections.byName(QStringLiteral("atlas")).value().id;
    m_account = m_cli->createStored(QStringLiteral("worker"))[QStringLiteral("id")].toString();
    QVERIFY(!m_account.isEmpty());
}

void CliRotationPlacesTest::retiresOnlyWhatWasHandedOver()
{
    const Consumer jenkins = note("CI", "jenkins");
    note("", "laptop");
    QCOMPARE(start("--expires 30d").status, 0);
    QVERIFY(consumers().tick(1, jenkins.id));
    const Outcome refused = m_cli->stored(words("--json rotate retire 1"));
    QCOMPARE(refused.status, 6);
    QVERIFY2(refused.err.contains("laptop"), refused.err.constData());
    QVERIFY(!refused.err.contains("jenkins"));
    QVERIFY(refused.err.contains("--handed-over"));
    QCOMPARE(secrets(), 2);
    const QJsonArray listed = m_cli->bare(words("--json rotate list")).array();
    QCOMPARE(listed[0][QStringLiteral("step")].toString(), QStringLiteral("proved"));

    const Outcome retired = m_cli->stored(words("rotate retire 1 --handed-over"));
    QVERIFY2(retired.status == 0, retired.err.constData());
    QCOMPARE(secrets(), 1);
}

void CliRotationPlacesTest::retiresAtOnceOnlyWithConsent_data()
{
    QTest::addColumn<bool>("isSeveral");
    QTest::newRow("one") << false;
    QTest::newRow("several") << true;
}

void CliRotationPlacesTest::retiresAtOnceOnlyWithConsent()
{
    QFETCH(bool, isSeveral);
    QStringList accounts(m_account);
    if (isSeveral)
        accounts += m_cli->createStored(QStringLiteral("other"))[QStringLiteral("id")].toString();
    note("CI", "jenkins");
    const QStringList retire = words("rotate start --retire now") + accounts;
    const Outcome refused = m_cli->stored(retire);
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("CI, jenkins"), refused.err.constData());
    QCOMPARE(m_cli->bare(words("--json rotate list --all")).array().size(), 0);
    const Outcome agreed = m_cli->stored(retire + words("--yes"));
    QVERIFY2(agreed.status == 0, agreed.err.constData());
    QCOMPARE(secrets(), 1);
}

void CliRotationPlacesTest::tellsWhatBelongsToIt()
{
    const Consumer jenkins = note("CI", "jenkins");
    QCOMPARE(start("--expires 30d").status, 0);
    const Outcome resumed = m_cli->stored(words("--json rotate resume 1"));
    QVERIFY2(resumed.status == 0, resumed.err.constData());
    QVERIFY(resumed.object().contains(QStringLiteral("oldLastUsedAt")));
    const QJsonValue place = resumed.object()[QStringLiteral("places")][0];
    QCOMPARE(place[QStringLiteral("kind")].toString(), QStringLiteral("CI"));
    QCOMPARE(place[QStringLiteral("place")].toString(), QStringLiteral("jenkins"));
    QVERIFY(place[QStringLiteral("handedOverAt")].isNull());
    QVERIFY(m_cli->stored(words("rotate resume 1")).out.contains("Needs the new secret: CI, j"));
    QVERIFY(consumers().tick(1, jenkins.id));
    QVERIFY(
        m_cli->stored(words("rotate resume 1")).out.contains("Has the new secret: CI, jenkins"));
    const QJsonValue listed = m_cli->bare(words("--json rotate list")).array()[0];
    QVERIFY(listed[QStringLiteral("places")][0][QStringLiteral("handedOverAt")].isString());
}

void CliRotationPlacesTest::namesItsConnection()
{
    const Outcome started = start("--expires 30d");
    QVERIFY2(started.status == 0, started.err.constData());
    QCOMPARE(started.object()[QStringLiteral("connection")].toString(), QStringLiteral("atlas"));
    const QJsonValue listed = m_cli->bare(words("--json rotate list")).array()[0];
    QCOMPARE(listed[QStringLiteral("connection")].toString(), QStringLiteral("atlas"));
    const Outcome table = m_cli->bare(words("rotate list"));
    QVERIFY2(
        table.out.contains("CONNECTION") && table.out.contains("atlas"), table.out.constData());

    // With another connection nothing is said to be handed over.
    const Outcome other = m_cli->onTecton(words("rotate retire 1"));
    QCOMPARE(other.status, 2);
    QVERIFY2(other.err.contains("another connection: atlas"), other.err.constData());
    const QJsonValue left = m_cli->bare(words("--json rotate list")).array()[0];
    QCOMPARE(left[QStringLiteral("step")].toString(), QStringLiteral("proved"));
}

void CliRotationPlacesTest::saysOnlyWhatIsToCome()
{
    const Outcome retired = start("--retire now");
    QVERIFY2(retired.status == 0, retired.err.constData());
    QVERIFY(retired.err.contains("The old one is gone"));
    QVERIFY2(!retired.err.contains("rotate retire"), retired.err.constData());
}

QTEST_GUILESS_MAIN(CliRotationPlacesTest)
#include "tst_cli_rotation_places.moc"
