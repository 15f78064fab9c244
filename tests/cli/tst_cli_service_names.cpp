#include "core/base/data_location.h"
#include "core/connection/connection_store.h"
#include "core/workbench/lookup_history.h"
#include "tests/cli/keyring_fixture.h"

#include <QFile>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

/// Feature services that were mistyped, and lookups of the window over the same connection.
class CliServiceNamesTest : public QObject
{
    Q_OBJECT

private:
    KeyringFixture m_cli;

private Q_SLOTS:
    void suggestsTheServiceThatWasMeant()
    {
        QCOMPARE(m_cli.start(), QString());
        const QString directory = m_cli.homeFile(QStringLiteral("data"));
        const QStringList here{QStringLiteral("--data-dir"), directory};
        const QStringList add{QStringLiteral("connections"), QStringLiteral("add"),
                              QStringLiteral("cluster"),     QStringLiteral("--provider"),
                              QStringLiteral("tecton"),      QStringLiteral("--url"),
                              m_cli.info().tecton.url};
        const Outcome added =
            m_cli.bare(here + add, m_cli.info().tecton.adminApiKey.toUtf8() + '\n');
        QVERIFY2(added.status == 0, added.err.constData());
        const QStringList lookup =
            here + words("--connection cluster lookup prod/fraud_detection_feature_servic "
                         "--key user_id=u1");
        const QString file = DataLocation::inDirectory(directory).lookupsFile();
        const Outcome unknown = m_cli.bare(lookup);
        QCOMPARE(unknown.status, 5);
        QVERIFY(!unknown.err.contains("Did you mean"));
        QVERIFY(!QFile::exists(file));

        ConnectionStore connections(DataLocation::inDirectory(directory).connectionsFile());
        QVERIFY(connections.load());
        const auto cluster = connections.byName(QStringLiteral("cluster"));
        QVERIFY(cluster);
        LookupRequest request;
        request.workspace = QStringLiteral("prod");
        request.featureService = QStringLiteral("fraud_detection_feature_service");
        LookupHistory history(file, std::make_shared<SystemClock>());
        QVERIFY(history.remember(cluster->id, {}, request, {}, true));
        const Outcome known = m_cli.bare(lookup);
        QCOMPARE(known.status, 5);
        QVERIFY2(
            known.err.contains("Did you mean “fraud_detection_feature_service”?"),
            known.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliServiceNamesTest)
#include "tst_cli_service_names.moc"
