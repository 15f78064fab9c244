#include "app/console/console_status.h"
#include "app/sandbox/sandbox.h"
#include "tests/ui/connections_fixture.h"
#include "ui/shell/main_window.h"

using namespace keywright;
using namespace keywright::test;

class tst_ConsoleStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysThatACallWaits();
};

void tst_ConsoleStatus::saysThatACallWaits()
{
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    QVERIFY2(server.start(&reason), qPrintable(reason));
    ConnectionsWorld world;
    MainWindow window(*world.clock);
    const console::ConsoleStatus status(
        window, world.keeper, world.inventory, *world.exchanges, world.credentials, world.clock);
    window.show();

    Connection connection;
    connection.id = ConnectionStore::newId();
    connection.name = QStringLiteral("Acme");
    connection.provider = QStringLiteral("atlas");
    connection.baseUrl = QUrl(server.info().atlas.url);
    connection.signIn = SignIn::ClientCredentials;
    connection.clientId = server.info().atlas.clientId;
    connection.orgId = server.info().atlas.orgId;
    server.setFaults({QStringLiteral("*serviceAccounts*=retry-after:25")});
    world.keeper.openUntilQuit(connection, Secret(server.info().atlas.clientSecret.toUtf8()));
    QTRY_VERIFY(shows(&window, QStringLiteral("wait 25 s")));
    QVERIFY(world.inventory.snapshot(connection.id).state == SnapshotState::Loading);
    world.inventory.cancelRefresh(connection.id);
    QTRY_VERIFY(world.inventory.snapshot(connection.id).state != SnapshotState::Loading);
}

QTEST_MAIN(tst_ConsoleStatus)
#include "tst_console_status.moc"
