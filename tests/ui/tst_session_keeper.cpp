// Sessions that end give their tokens back to the server.

#include "app/sandbox/sandbox.h"
#include "tests/support/awaited.h"
#include "tests/ui/connections_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class SessionKeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString reason;
        QVERIFY2(m_server.start(&reason), qPrintable(reason));
    }
    void init()
    {
        m_world = std::make_unique<ConnectionsWorld>();
        m_before = revocations();
        open();
    }
    void cleanup()
    {
        m_world.reset();
        QCoreApplication::processEvents();
    }

    void aReplacedSessionIsSignedOut()
    {
        const std::shared_ptr<Session> former = m_world->keeper.session(m_id);
        open();
        QVERIFY(m_world->keeper.session(m_id) != former);
        QTRY_COMPARE(revocations(), m_before + 1);
        QVERIFY(!former->authorizer()->tokenExpiresAt());
        QVERIFY(m_world->keeper.session(m_id)->authorizer()->tokenExpiresAt());
    }

    void allAreSignedOutAtTheEnd()
    {
        QVERIFY(await(m_world->keeper.signOut(CancelToken())));
        QCOMPARE(revocations(), m_before + 1);
    }

private:
    void open()
    {
        const sandbox::AtlasEndpoint atlas = m_server.info().atlas;
        Connection connection;
        connection.id = m_id;
        connection.name = QStringLiteral("Acme");
        connection.provider = QStringLiteral("atlas");
        connection.baseUrl = QUrl(atlas.url);
        connection.signIn = SignIn::ClientCredentials;
        connection.orgId = atlas.orgId;
        connection.clientId = atlas.clientId;
        m_world->keeper.openUntilQuit(connection, Secret(atlas.clientSecret.toUtf8()));
        QTRY_COMPARE(m_world->keeper.link(m_id).state, LinkState::Connected);
        QTRY_VERIFY(m_world->inventory.snapshot(m_id).state == SnapshotState::Ready);
    }

    int revocations() const
    {
        const QJsonObject requests = m_server.stats().value(QLatin1String("requests")).toObject();
        return requests.value(QLatin1String("POST /api/oauth/revoke"))
            .toObject()
            .value(QLatin1String("200"))
            .toInt();
    }

    const QString m_id = QStringLiteral("c1");
    sandbox::Sandbox m_server{sandbox::SandboxOptions()};
    std::unique_ptr<ConnectionsWorld> m_world;
    int m_before = 0;
};

QTEST_MAIN(SessionKeeperTest)
#include "tst_session_keeper.moc"
